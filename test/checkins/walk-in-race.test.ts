import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../server/graduates/registration-model.ts';
import { activate, cancelRegistration } from '../../server/graduates/change-registration.ts';
import { givePlace } from '../../server/graduates/give-place.ts';
import { newToken } from '../../server/web/tokens.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { expectPlacesCounted, expectWhole, person } from './walk-in-support.ts';

const ROUNDS = 12;
const rounds = Array.from({ length: ROUNDS }, (_, at) => `Wanda ${'V'.repeat(at + 1)}`);

describe('walk-ins at the same moment', () => {
  let harness: Harness;
  let fair: FairFields;
  let desks: PairedBrowser[];
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair({ capacity: 3 });
    desks = [
      await harness.pairDevice(fair, 'supervisor', 'Help'),
      await harness.pairDevice(fair, 'supervisor', 'East'),
    ];
    at = `/desk/${fair.slug}/walk-ins`;
  });
  afterAll(() => harness.stop());
  const bySend = (a: { status: number }, b: { status: number }) => a.status - b.status;

  it('with one email address at two desks: one is registered, the other desk is shown who', async () => {
    for (const name of rounds) {
      const { nonce: _, ...fields } = person({ name, school: '' });
      const answers = await Promise.all(
        desks.map(({ browser }) => browser.post(at, { ...fields, nonce: newToken() })),
      );
      const [made, refused] = answers.sort(bySend);
      expect([made!.status, refused!.status]).toEqual([303, 422]);
      expect(refused!.text).toContain(name);
      await expectWhole(fair, name);
    }
    await expectPlacesCounted(fair);
  });

  it('by two presses of one button, or of two desks that finish it: one walk-in', async () => {
    for (const name of rounds.map((each) => each.replace('Wanda', 'Walter'))) {
      const fields = person({ name, school: '' });
      const [help, east] = desks as [PairedBrowser, PairedBrowser];
      const answers = await Promise.all(
        [help, help, east].map((desk) => desk.browser.post(at, fields)),
      );
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
      await expectWhole(fair, name);
    }
    await expectPlacesCounted(fair);
  });

  it('never count a place twice, nor lose one, whoever gives, takes and cancels', async () => {
    for (const name of rounds.map((each) => each.replace('Wanda', 'Wilma'))) {
      await desks[0]!.browser.post(at, person({ name, school: '' }));
      const made = await Registration.findOneAndUpdate(
        { fairId: fair._id, name },
        { attention: '' },
        { returnDocument: 'after' },
      )
        .lean<RegistrationFields>()
        .orFail();
      await Promise.all([
        givePlace(made, true),
        cancelRegistration(fair, made, '', harness.deps),
        activate(fair, made, harness.deps, true),
        givePlace(made, true),
      ]);
    }
    await expectPlacesCounted(fair);
  });

  it('gives the place back of somebody who is taken back meanwhile', async () => {
    const gone = { _id: new Types.ObjectId(), fairId: fair._id };
    const taken = async () => (await Fair.findById(fair._id).lean().orFail()).placesTaken;
    const before = await taken();
    expect(await givePlace(gone, true)).toBe(false);
    expect(await taken()).toBe(before);
    await expectPlacesCounted(fair);
  });
});
