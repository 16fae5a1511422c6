import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { batchOf } from '../../server/followups/compose-follow-up.ts';
import type { FollowUpFields } from '../../server/followups/follow-up-model.ts';
import { FollowUp } from '../../server/followups/follow-up-model.ts';
import { sumUp } from '../../server/followups/follow-up-progress.ts';
import { resumeFollowUps } from '../../server/followups/queue-follow-up.ts';
import { sendFollowUp } from '../../server/followups/send-follow-up.ts';
import type { BatchProgress } from '../../server/mail/mail-batches.ts';
import { mailStates, OutboxMail, type MailState } from '../../server/mail/outbox-mail-model.ts';
import { queueMails } from '../../server/mail/queue-mail.ts';
import { messageFor } from '../../server/followups/compose-follow-up.ts';
import { recipientsOf } from '../../server/followups/recipients.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aFollowUp, anArrival, pageOf } from './follow-up-support.ts';

const progress = (counts: Partial<Record<MailState, number>>): BatchProgress => {
  const of = (state: MailState) => counts[state] ?? 0;
  const states = Object.fromEntries(mailStates.map((state) => [state, of(state)])) as Record<
    MailState,
    number
  >;
  const total = mailStates.reduce((sum, state) => sum + of(state), 0);
  const final = of('sent') + of('failed') + of('suppressed') + of('canceled');
  return { total, final, states };
};

describe('what is said of a follow-up', () => {
  it.each([
    ['draft', {}, 'Draft', true],
    ['sending', { sent: 2 }, 'Being sent', true],
    ['queued', { sent: 2, queued: 1 }, 'Being sent', true],
    ['queued', { sent: 2, sending: 1 }, 'Being sent', false],
    ['queued', { sent: 2, failed: 1, suppressed: 1, canceled: 1 }, 'Sent', false],
    ['queued', { kept: 2 }, 'Kept, not sent', true],
    ['canceled', { sent: 1, canceled: 3 }, 'Canceled', false],
  ] as [FollowUpFields['state'], object, string, boolean][])(
    '%s with %j is "%s"',
    (state, counts, word, mayCancel) => {
      expect(sumUp({ state, recipients: 5 }, progress(counts))).toMatchObject({ word, mayCancel });
    },
  );
});

describe('a follow-up on its way', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage(people: number) {
    const fair = await aFair();
    const browser = await harness.signIn('organizer', fair);
    for (let n = 1; n <= people; n += 1)
      await anArrival(fair, harness.deps, { email: `p${n}@${fair.slug}.example` });
    const draft = await aFollowUp(fair, 'came');
    const batch = batchOf(draft._id);
    const state = async () => (await FollowUp.findById(draft._id).lean())!.state;
    return { fair, browser, draft, batch, state, page: pageOf(fair, draft._id) };
  }
  /** As a process leaves it that dies after some rows. */
  async function halfDone(people: number, queued: number, state: 'sending' | 'canceled') {
    const staged = await stage(people);
    const { fair, draft } = staged;
    const recipients = await recipientsOf(fair, 'came', harness.deps);
    const messages = recipients.slice(0, queued).map((each) => messageFor(fair, draft, each));
    await queueMails(messages as never[], harness.deps);
    const then = new Date(Date.now() - 1);
    const left = { state, sendingSince: then, recipients: people, queueingUntil: then };
    await FollowUp.updateOne({ _id: draft._id }, left);
    return staged;
  }

  it('shows each recipient’s state, by state and by page', async () => {
    const { fair, browser, draft, batch, page } = await stage(3);
    await sendFollowUp(fair, draft, harness.deps);
    await harness.deps.background.settled();
    const [first] = await OutboxMail.find({ batch }).sort({ _id: 1 }).lean();
    const failed = { state: 'failed' as const, lastReply: '550 no such <user>' };
    await OutboxMail.updateOne({ _id: first!._id }, failed);

    const all = await browser.get(page);
    const onlyFailed = await browser.get(`${page}?state=failed`);

    expect(all.text.match(/\/outbox\/[0-9a-f]{24}/g)).toHaveLength(3);
    expect(onlyFailed.text.match(/\/outbox\/[0-9a-f]{24}/g)).toEqual([`/outbox/${first!._id}`]);
    expect(onlyFailed.text).toContain('550 no such &lt;user&gt;');
    expect((await browser.get(`${page}?state=odd&page=x`)).status).toBe(200);
    expect((await browser.get(pageOf(fair))).text).toContain('Thank you, [name]');
  });

  it('holds back what has not left', async () => {
    const { fair, browser, draft, batch, page, state } = await stage(3);
    await sendFollowUp(fair, draft, harness.deps);
    await harness.deps.background.settled();
    const [first] = await OutboxMail.find({ batch }).lean();
    await OutboxMail.updateOne({ _id: first!._id }, { state: 'sent' });

    expect((await browser.post(`${page}/canceled`)).headers.location).toBe(page);

    const rows = await OutboxMail.find({ batch }).lean();
    expect(rows.map((row) => row.state).sort()).toEqual(['canceled', 'canceled', 'sent']);
    expect(await state()).toBe('canceled');
    expect((await browser.get(page)).text).toContain('Messages held back: 2');
    expect((await browser.post(`${page}/sent`)).status).toBe(303);
    expect(await OutboxMail.countDocuments({ batch })).toBe(3);
  });

  it('is taken up after a crash in the middle, and reaches each person once', async () => {
    const { batch, state } = await halfDone(5, 2, 'sending');

    await Promise.all([resumeFollowUps(harness.deps), resumeFollowUps(harness.deps)]);
    await resumeFollowUps(harness.deps);

    const rows = await OutboxMail.find({ batch }).lean();
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => row.to)).size).toBe(5);
    expect(await state()).toBe('queued');
  });

  it('is left alone while another process holds it', async () => {
    const { draft, batch, state } = await halfDone(3, 1, 'sending');
    const later = new Date(Date.now() + 60_000);
    await FollowUp.updateOne({ _id: draft._id }, { queueingUntil: later });
    await resumeFollowUps(harness.deps);
    expect([await state(), await OutboxMail.countDocuments({ batch })]).toEqual(['sending', 1]);
  });

  it('does not go on after a crash when it was canceled', async () => {
    const { batch, state } = await halfDone(4, 2, 'canceled');
    await resumeFollowUps(harness.deps);
    const rows = await OutboxMail.find({ batch }).lean();
    expect(rows.filter((row) => row.state === 'canceled')).toHaveLength(2);
    expect([rows.length, await state()]).toEqual([2, 'canceled']);
  });
});
