import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { stopAfter } from './stopping-store.ts';
import { expectPlacesCounted, expectWhole, person } from './walk-in-support.ts';

/** A walk-in with an email address writes at least: account, registration, badge, consent, words, place, state, note, scan, mail. */
const LEAST_WRITES = 10;
const MOST_WRITES = 30;

describe('a walk-in that is broken off', () => {
  let harness: Harness;
  let fair: FairFields;
  let help: PairedBrowser;
  let other: PairedBrowser;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair({ capacity: 1 });
    help = await harness.pairDevice(fair, 'supervisor', 'Help');
    other = await harness.pairDevice(fair, 'supervisor', 'East');
    at = `/desk/${fair.slug}/walk-ins`;
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => harness.stop());

  /** Sends the form to a store that goes away after so many writes; says whether it did. */
  async function breakOff(fields: object, writes: number, unanswered: boolean): Promise<boolean> {
    const store = stopAfter(writes, unanswered);
    await help.browser.post(at, fields);
    await harness.deps.background.settled();
    jest.restoreAllMocks();
    return store.stopped();
  }

  /** Walk-ins broken off after no write, after one, after two, until one is not broken off any more. */
  async function atEachWrite(
    unanswered: boolean,
    finish: (fields: ReturnType<typeof person>) => Promise<void>,
  ): Promise<void> {
    for (let writes = 0; writes < MOST_WRITES; writes += 1) {
      const fields = person({ name: `Wanda ${'I'.repeat(writes + 1)}`, school: '' });
      if (!(await breakOff(fields, writes, unanswered)))
        return void expect(writes).toBeGreaterThanOrEqual(LEAST_WRITES);
      await finish(fields);
      await harness.deps.background.settled();
    }
    throw new Error('no walk-in came through');
  }

  it.each([
    ['before it is stored', false],
    ['after it was stored', true],
  ])('at any of its writes, %s, is made whole by the same form', async (_when, unanswered) => {
    await atEachWrite(unanswered, async (fields) => {
      const again = await help.browser.post(at, fields);
      expect(again.status).toBe(303);
      await harness.deps.background.settled();
      await expectWhole(fair, fields.name);
      await expectPlacesCounted(fair);
      const mails = await OutboxMail.find({ to: fields.email }).lean();
      expect(mails.map(({ template }) => template)).toEqual(['badge']);
      const page = await help.browser.get(again.headers.location!);
      expect(page.text).toContain('Registered and checked in.');
      expect(page.text).not.toContain('Still missing');
    });
  });

  it('is finished by another desk, which is told what is missing', async () => {
    const told = new Set<string>();
    await atEachWrite(false, async ({ name, email }) => {
      const [begun] = await Registration.find({ fairId: fair._id, name }).lean();
      if (!begun) return;
      // Who has a place may be checked in by anybody: the badge must be on its way by then.
      if (begun.state === 'active') expect(await OutboxMail.countDocuments({ to: email })).toBe(1);
      const path = `${at}/${String(begun._id)}`;
      const page = await other.browser.get(path);
      const [, missing = ''] = /Still missing: ([^.]*)\./.exec(page.text) ?? [];
      told.add(missing);
      const done = await other.browser.post(`${path}/completion`, { nonce: newToken() });
      expect([done.status, done.headers.location]).toEqual([303, path]);
      await expectWhole(fair, name);
      await expectPlacesCounted(fair);
    });
    expect([...told].slice(0, 4)).toEqual([
      'badge, consent record, place, check-in',
      'consent record, place, check-in',
      'place, check-in',
      'check-in',
    ]);
  });

  it('is named as unfinished to whoever types that person again', async () => {
    const fields = person({ name: 'Una Unfinished' });
    await breakOff(fields, 3, false);
    const asked = await other.browser.post(`${at}/alike`).type('json').send(fields);
    expect(asked.body.people).toMatchObject([{ name: 'Una Unfinished', unfinished: true }]);
    const form = await other.browser.post(at, { ...fields, nonce: newToken() });
    expect(form.status).toBe(409);
    expect(form.text).toContain('It is them: finish');
  });

  it('is asked about when the same person has come in by another desk since', async () => {
    const fields = person({ name: 'Cora Came', email: '', phone: '404 555 0123' });
    expect(await breakOff(fields, 1, false)).toBe(true);
    const meanwhile = { ...fields, nonce: newToken(), anyway: 'yes' };
    expect((await other.browser.post(at, meanwhile)).status).toBe(303);
    const again = await help.browser.post(at, fields);
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('here since')]);
    expect(again.text).not.toContain('not finished');
    await expectWhole(fair, 'Cora Came');
  });
});
