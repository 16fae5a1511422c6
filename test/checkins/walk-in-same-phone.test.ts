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

  it('are never both let in unasked when the name is the same, too, and nobody is lost', async () => {
    for (const phone of phones) {
      const name = `Pat ${lettersOf(phone)}`;
      const forms = desks.map(() => samePerson(name, phone));
      const answers = await atBoth(forms);
      const asked = answers.filter(({ status }) => status === 409);
      expect(asked.length).toBeGreaterThanOrEqual(1);
      for (const { text } of asked) expect(text).toContain('Is it one of these?');
      expect(answers.filter(({ status }) => ![303, 409].includes(status))).toEqual([]);
      const made = await Registration.find({ fairId: fair._id, phone }).lean();
      expect(made.length).toBeGreaterThanOrEqual(1);
      const again = await desks[0].browser.post(at, { ...forms[0], anyway: 'yes' });
      expect(again.status).toBe(303);
      const id = again.headers.location!.split('/').at(-1);
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
