import { expect } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { newToken } from '../../server/web/tokens.ts';

/** What a supervisor enters for somebody of whom nobody has heard. */
export const person = (fields: object = {}) => ({
  name: 'Wanda Lee',
  email: `${newToken().toLowerCase()}@uni.example`,
  phone: '',
  school: 'Gwinnett Tech',
  stage: 'changing',
  health: 'Not yet',
  technical: 'Not yet',
  role1: 'CC-3',
  role2: '',
  role3: '',
  consent: 'ask',
  nonce: newToken(),
  ...fields,
});

/** One registration with everything that belongs to it, each once. */
export async function expectWhole(fair: Pick<FairFields, '_id'>, name: string): Promise<void> {
  const made = await Registration.find({ fairId: fair._id, name }).lean();
  expect(made).toHaveLength(1);
  const [{ _id, state, searchKeys }] = made as [(typeof made)[number]];
  const registrationId = _id;
  expect(state).toBe('active');
  expect(await Badge.countDocuments({ holderId: _id, revokedAt: null })).toBe(1);
  const consents = await ConsentRecord.find({ registrationId }).lean();
  expect(consents).toMatchObject([{ choice: 'ask', given: 'desk', withdrawnAt: null }]);
  expect(await Scan.countDocuments({ registrationId, stands: true })).toBe(1);
  expect(searchKeys.some((key) => /^[2-9a-z]{8}$/.test(key))).toBe(true);
}

/** Every place of the fair is somebody's, and counted once. */
export async function expectPlacesCounted({ _id }: Pick<FairFields, '_id'>): Promise<void> {
  const { placesTaken, placing } = await Fair.findById(_id).lean().orFail();
  const active = await Registration.countDocuments({ fairId: _id, state: 'active' });
  expect([placesTaken, placing]).toEqual([active, []]);
}
