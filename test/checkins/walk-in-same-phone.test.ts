import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { expectWhole, person } from './walk-in-support.ts';

const ROUNDS = 12;
const phones = Array.from({ length: ROUNDS }, (_, at) => `404 555 ${String(1000 + at)}`);

describe('two walk-ins at once with one phone number and no email', () => {
  let harness: Harness;
  let fair: FairFields;
  let desks: [PairedBrowser, PairedBrowser];
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    desks = [
      await harness.pairDevice(fair, 'supervisor', 'Help'),
      await harness.pairDevice(fair, 'supervisor', 'East'),
    ];
    at = `/desk/${fair.slug}/walk-ins`;
  });
  afterAll(() => harness.stop());

  /** Each desk sends a form of its own in the same instant. */
  const atBoth = (forms: object[]) =>
    Promise.all(desks.map(({ browser }, desk) => browser.post(at, forms[desk]!)));

  /** Both desks at once: the form of whoever was asked, and who was let in. */
  async function race(phone: string) {
    const name = `Pat ${lettersOf(phone)}`;
    const forms = desks.map(() => samePerson(name, phone));
    const answers = await atBoth(forms);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const at = answers.findIndex(({ status }) => status === 409);
    expect(answers[at]!.text).toContain('Is it one of these?');
    const letIn = answers[1 - at]!.headers.location!.split('/').at(-1)!;
    return { name, asked: { browser: desks[at]!.browser, form: forms[at]! }, letIn };
  }
  const walkInsWith = (phone: string) => Registration.find({ fairId: fair._id, phone }).lean();

  it('are one when the name is the same, too: one desk is asked, and leaves nothing to finish', async () => {
    for (const phone of phones) {
      const { name, asked, letIn } = await race(phone);
      await expectWhole(fair, name);
      const itIsThem = {
        registrationId: letIn,
        mode: 'search',
        nonce: `${asked.form.nonce}-known`,
      };
      const chosen = await asked.browser.post(`/desk/${fair.slug}/checkins`, itIsThem);
      expect(chosen.text).toContain('Already here');
      await expectWhole(fair, name);
    }
    const begun = { fairId: fair._id, state: 'pending' as const };
    expect(await Registration.countDocuments(begun)).toBe(0);
  });

  it('are asked about again until somebody says that it is another person', async () => {
    for (const phone of phones.map((each) => each.replace('555 1', '555 2'))) {
      const { asked } = await race(phone);
      const again = await asked.browser.post(at, asked.form);
      expect(again.status).toBe(409);
      expect(await walkInsWith(phone)).toHaveLength(1);
      const other = await asked.browser.post(at, { ...asked.form, anyway: 'yes' });
      expect(other.status).toBe(303);
      const id = other.headers.location!.split('/').at(-1);
      expect(await walkInsWith(phone)).toHaveLength(2);
      expect(await Scan.countDocuments({ registrationId: id, stands: true })).toBe(1);
    }
  });

  it('are two people who are both in when their names differ', async () => {
    for (const phone of phones) {
      const names = ['Ann', 'Bob'].map((first) => `${first} ${lettersOf(phone)}`);
      const answers = await atBoth(names.map((name) => samePerson(name, phone)));
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      for (const name of names) await expectWhole(fair, name);
    }
  });
});

const samePerson = (name: string, phone: string) => person({ name, phone, email: '', school: '' });

const lettersOf = (phone: string): string =>
  phone.slice(-4).replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);
