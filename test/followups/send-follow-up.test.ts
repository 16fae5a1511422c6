import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { batchOf } from '../../server/followups/compose-follow-up.ts';
import { FollowUp, type Audience } from '../../server/followups/follow-up-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { suppress } from '../../server/mail/suppression.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit } from '../visits/booth-support.ts';
import { aFollowUp, anArrival, pageOf } from './follow-up-support.ts';

describe('sending a follow-up', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage(audience: Audience, text: { subject?: string; body?: string } = {}) {
    const fair = await aFair();
    const browser = await harness.signIn('organizer', fair);
    const draft = await aFollowUp(fair, audience, text);
    const page = pageOf(fair, draft._id);
    const send = async () => {
      const answer = await browser.post(`${page}/sent`);
      await harness.deps.background.settled();
      return answer;
    };
    const mails = () => OutboxMail.find({ batch: batchOf(draft._id) }).lean();
    const addresses = async () => (await mails()).map((each) => each.to).sort();
    return { fair, browser, draft, page, send, mails, addresses };
  }

  it.each([
    ['came', ['a@came.example', 'b@met.example']],
    ['did-not-come', ['c@away.example', 'd@undone.example']],
    ['met-an-employer', ['b@met.example']],
    ['met-none', ['a@came.example']],
  ] as const)('reaches for %s exactly %j', async (audience, expected) => {
    const { fair, send, addresses } = await stage(audience);
    await anArrival(fair, harness.deps, { email: 'a@came.example' });
    const met = await anArrival(fair, harness.deps, { email: 'b@met.example' });
    await aGraduate(fair, harness.deps, { email: 'c@away.example' });
    await anArrival(fair, harness.deps, { email: 'd@undone.example' }, false);
    await anArrival(fair, harness.deps, { email: 'e@canceled.example', state: 'canceled' });
    await aGraduate(fair, harness.deps, { email: 'f@pending.example', state: 'pending' });
    const mute = await anArrival(fair, harness.deps);
    await Registration.updateOne({ _id: mute._id }, { email: '' });
    await aVisit(await anEmployer(fair, harness.deps), met);
    const elsewhere = await aFair();
    await anArrival(elsewhere, harness.deps, { email: 'z@elsewhere.example' });

    await send();

    expect(await addresses()).toEqual(expected);
  });

  it('reaches the owners of employers that owe a decision, with their own figures', async () => {
    const subject = '{{employer}}: {{undecided_count}} left';
    const { fair, send, mails } = await stage('employers-undecided', { subject });
    const owes = await anEmployer(fair, harness.deps, { employerName: 'Owes Health' });
    const done = await anEmployer(fair, harness.deps, { employerName: 'Done Health' });
    const out = await anEmployer(fair, harness.deps, { state: 'canceled' });
    await anEmployer(fair, harness.deps, { employerName: 'Met Nobody' });
    for (const at of [1, 2, 3]) {
      const graduate = await aGraduate(fair, harness.deps);
      await aVisit(owes, graduate, at === 1 ? { nextStep: 'apply' } : {});
      await aVisit(done, graduate, { nextStep: 'not_now' });
      await aVisit(out, graduate);
    }

    await send();

    const rows = await mails();
    expect(rows.map((each) => each.to)).toEqual([owes.enrollment.contact.email]);
    expect(rows[0]!.data).toMatchObject({ subject: 'Owes Health: 2 left' });
    const page = `enrollments/${String(owes.enrollment._id)}/visits?show=undecided`;
    expect(JSON.stringify(rows[0]!.data)).toContain(page);
  });

  it('fills each person’s own values', async () => {
    const body = '{{name}} met {{employers_met}} at {{fair}}.';
    const { fair, send, mails } = await stage('met-an-employer', { body });
    const ada = await anArrival(fair, harness.deps, { preferredName: 'Ada {{fair}}' });
    for (const employerName of ['First', 'Second', 'Third'])
      await aVisit(await anEmployer(fair, harness.deps, { employerName }), ada);

    await send();

    const [mail] = await mails();
    expect(mail).toMatchObject({ template: 'follow-up', kind: 'bulk', fairId: fair._id });
    expect((mail!.data as { paragraphs: string[] }).paragraphs).toEqual([
      'Ada {{fair}} met First, Second, and Third at Spring Fair.',
    ]);
  });

  it('sends nothing twice, pressed twice at once or again later', async () => {
    const { fair, browser, page, send, addresses } = await stage('came');
    for (const n of [1, 2, 3])
      await anArrival(fair, harness.deps, { email: `twice-${n}@x.example` });

    const presses = await Promise.all([send(), send(), send()]);
    await anArrival(fair, harness.deps, { email: 'later@x.example' });
    presses.push(await send());

    expect(presses.map((each) => each.headers.location)).toEqual(Array(4).fill(page));
    expect(await addresses()).toEqual([1, 2, 3].map((n) => `twice-${n}@x.example`));
    expect((await browser.get(page)).text).toContain('nothing was sent twice');
  });

  it('says so when nobody is there, and stays a draft', async () => {
    const { browser, draft, page, send, mails } = await stage('met-none');
    await send();
    expect(await mails()).toEqual([]);
    expect((await FollowUp.findById(draft._id).lean())!.state).toBe('draft');
    const { text } = await browser.get(page);
    expect(text).toContain('Nothing was sent.');
    expect(text).not.toContain(`${page}/sent`);
  });

  it('counts again when it is sent, and not when it was looked at', async () => {
    const { fair, browser, page, send, addresses } = await stage('came');
    const gone = await anArrival(fair, harness.deps, { email: 'gone@x.example' });
    expect((await browser.get(page)).text).toContain('Send to 1 graduate');
    await Registration.updateOne({ _id: gone._id }, { state: 'canceled' });
    await anArrival(fair, harness.deps, { email: 'new@x.example' });

    await send();

    expect(await addresses()).toEqual(['new@x.example']);
  });

  it('keeps quiet towards addresses that take no such messages', async () => {
    const { fair, browser, page, send, mails } = await stage('came');
    await anArrival(fair, harness.deps, { email: 'quiet@x.example' });
    await anArrival(fair, harness.deps, { email: 'open@x.example' });
    await suppress('quiet@x.example', 'unsubscribed', harness.deps);
    const before = (await browser.get(page)).text;
    expect(before).toContain('1 address takes no such messages and is left out');
    expect(before).toContain('Send to 1 graduate<');
    expect(before).toContain('To open@x.example');
    expect(before).not.toContain('quiet@x.example');
    expect((await browser.get(pageOf(fair))).text).toContain('>1 graduate at this moment');

    await send();

    const quiet = (await mails()).find((each) => each.to === 'quiet@x.example');
    expect(quiet!.state).toBe('suppressed');
    expect((await browser.get(page)).text).toContain('quiet@x.example');
  });

  it('has nobody to send to when everybody wants quiet', async () => {
    const { fair, browser, page } = await stage('came');
    await anArrival(fair, harness.deps, { email: 'silent@x.example' });
    await suppress('silent@x.example', 'unsubscribed', harness.deps);

    const { text } = await browser.get(page);

    expect(text).toContain('Everybody in this audience takes no such messages');
    expect(text).not.toContain(`${page}/sent`);
  });

  it.each(['draft', 'queued'] as const)(
    'is titled without raw placeholders as %s',
    async (state) => {
      const { fair, browser, draft, page } = await stage('came', { subject: 'After {{fair}}' });
      await FollowUp.updateOne({ _id: draft._id }, { state });
      for (const address of [page, pageOf(fair)])
        expect((await browser.get(address)).text).toContain(`>After ${fair.name}<`);
    },
  );

  it('never sends a placeholder without a value: it names it and sends nothing', async () => {
    const { fair, browser, draft, page, send, mails } = await stage('came');
    await anArrival(fair, harness.deps);
    await FollowUp.updateOne({ _id: draft._id }, { body: 'You met {{employers_met}}' });
    expect((await browser.get(page)).text).toContain('{{employers_met}} has no value');

    const { status, text } = await send();

    expect(status).toBe(422);
    expect(text).toContain('{{employers_met}}');
    expect(await mails()).toEqual([]);
    expect((await FollowUp.findById(draft._id).lean())!.state).toBe('draft');
  });
});
