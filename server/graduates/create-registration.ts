import type { Types } from 'mongoose';
import { trusted } from 'mongoose';
import { findOrMakeAccount } from '../accounts/find-or-make-account.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { BadgeCode } from '../fairs/badge-code.ts';
import { Fair } from '../fairs/fair-model.ts';
import { issueBadge } from '../fairs/issue-badge.ts';
import { segmentOf } from '../workforce/segments.ts';
import { ConsentRecord } from './consent-record-model.ts';
import { personKeysOf, searchKeysOf } from './person-words.ts';
import { Registration, type ConsentChoice, type RegistrationFields } from './registration-model.ts';

export interface NewRegistration {
  fairId: Types.ObjectId;
  email?: string;
  phone?: string;
  name: string;
  preferredName?: string;
  answers: { stage: 'first' | 'changing' | 'moving-up'; health: string; technical: string };
  roles: string[];
  systems: { systemId: string; level: string }[];
  programId?: Types.ObjectId | null;
  school: string;
  program: string;
  consent: ConsentChoice;
  days: string[];
  walkIn?: boolean;
  attention?: string;
}

export interface Registered {
  registration: RegistrationFields;
  badge: BadgeCode;
}

/** Stores a registration with its consent record and badge. It waits as pending until a place is found for it. */
export async function createRegistration(
  fields: NewRegistration,
  deps: Pick<Deps, 'now' | 'secrets' | 'follow'>,
): Promise<Registered | 'already registered'> {
  const now = deps.now();
  const email = fields.email ?? '';
  const account = email ? await findOrMakeAccount({ email, name: fields.name }, now) : null;
  const { base, overlays } = segmentOf(fields.answers);
  let made;
  try {
    made = await Registration.create({
      ...fields,
      email,
      accountId: account?._id ?? null,
      segment: base,
      overlays,
      state: 'pending',
      personKeys: personKeysOf(fields),
      searchKeys: searchKeysOf(fields),
      registeredAt: now,
    });
  } catch (error) {
    if (isDuplicateKey(error)) return 'already registered';
    throw error;
  }
  const { _id, fairId } = made;
  const badge = await issueBadge({ fairId, kind: 'graduate', holderId: _id }, deps);
  await ConsentRecord.create({
    fairId,
    registrationId: _id,
    choice: fields.consent,
    given: fields.walkIn ? 'desk' : 'registration',
    since: now,
  });
  // Somebody who stands at the door is not sent away because the count is full: that is the organizer's call.
  const searchKeys = searchKeysOf(fields, badge.short);
  await Registration.updateOne({ _id }, { searchKeys });
  const state = await placeNew(made, fields.walkIn ?? false);
  deps.follow.fairChanged(fairId);
  const registration = { ...(made.toObject() as unknown as RegistrationFields), state, searchKeys };
  return { registration, badge };
}

/** From the moment it is stored it waits like any other: a place that became free may have gone to it already. */
async function placeNew(
  { _id, fairId }: Pick<RegistrationFields, '_id' | 'fairId'>,
  evenWhenFull: boolean,
): Promise<RegistrationFields['state']> {
  if (await takePlace(fairId, evenWhenFull)) {
    const placed = await Registration.updateOne({ _id, state: 'pending' }, { state: 'active' });
    if (placed.modifiedCount === 1) return 'active';
    await Fair.updateOne({ _id: fairId }, { $inc: { placesTaken: -1 } });
  }
  return (await Registration.findById(_id).lean<RegistrationFields>().orFail()).state;
}

/** Takes one of the fair's places by a conditional update, so that two at once cannot both get the last. */
export async function takePlace(fairId: Types.ObjectId, evenWhenFull = false): Promise<boolean> {
  const fair = await Fair.findById(fairId).select('capacity').lean().orFail();
  const filter = evenWhenFull ? {} : { placesTaken: trusted({ $lt: fair.capacity }) };
  const taken = await Fair.updateOne({ _id: fairId, ...filter }, { $inc: { placesTaken: 1 } });
  return taken.modifiedCount === 1;
}
