import type { Types } from 'mongoose';
import { findOrMakeAccount } from '../accounts/find-or-make-account.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { BadgeCode } from '../fairs/badge-code.ts';
import { currentBadge, issueBadge } from '../fairs/issue-badge.ts';
import { segmentOf } from '../workforce/segments.ts';
import { ConsentRecord } from './consent-record-model.ts';
import { forgetPlacing, givePlace } from './give-place.ts';
import { hasConsentRecord } from './has-consent-record.ts';
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
  /** Of the form; the same form finds its registration by it. */
  formNonce?: string;
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
  const stored = await storeRegistration(fields, deps);
  return stored === 'already registered' ? stored : completeRegistration(stored, deps);
}

/** The first step alone, for a caller who completes it. */
export async function storeRegistration(
  fields: NewRegistration,
  deps: Pick<Deps, 'now'>,
): Promise<RegistrationFields | 'already registered'> {
  const now = deps.now();
  const email = fields.email ?? '';
  const account = email ? await findOrMakeAccount({ email, name: fields.name }, now) : null;
  const { base, overlays } = segmentOf(fields.answers);
  try {
    const made = await Registration.create({
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
    return made.toObject() as unknown as RegistrationFields;
  } catch (error) {
    if (isDuplicateKey(error)) return 'already registered';
    throw error;
  }
}

/** Undoes the first step while no other has been done. */
export const takeBackRegistration = ({ _id }: RegistrationFields) =>
  Registration.deleteOne({ _id, state: 'pending' });

/**
 * Makes what a registration still lacks: badge, consent record, the code it is searched by, a place. Each step finds
 * what is there, so that it may be done again after it was broken off anywhere, also by two at once.
 */
export async function completeRegistration(
  stored: RegistrationFields,
  deps: Pick<Deps, 'now' | 'secrets' | 'follow'>,
): Promise<Registered> {
  const { _id, fairId, walkIn } = stored;
  const badge = await giveBadge(stored, deps);
  await keepFirstConsent(stored, deps);
  const searchKeys = searchKeysOf(stored, badge.short);
  await Registration.updateOne({ _id }, { searchKeys });
  // Somebody who stands at the door is not sent away because the count is full: that is the organizer's call.
  if (stored.state === 'pending') await givePlace(stored, walkIn);
  else await forgetPlacing(stored);
  const registration = await Registration.findById(_id).lean<RegistrationFields>().orFail();
  deps.follow.fairChanged(fairId);
  return { registration, badge };
}

/** The badge that it has, or a first one. */
export const giveBadge = async (
  { _id, fairId }: RegistrationFields,
  deps: Pick<Deps, 'now' | 'secrets'>,
): Promise<BadgeCode> =>
  (await currentBadge(_id, deps)) ??
  (await issueBadge({ fairId, kind: 'graduate', holderId: _id }, deps));

/** As chosen when it was registered; who has chosen again since has a record that stands. */
async function keepFirstConsent(
  { _id, fairId, consent, walkIn, registeredAt }: RegistrationFields,
  deps: Pick<Deps, 'now'>,
): Promise<void> {
  if (await hasConsentRecord(_id)) return;
  try {
    await ConsentRecord.create({
      fairId,
      registrationId: _id,
      enrollmentId: null,
      choice: consent,
      given: walkIn ? 'desk' : 'registration',
      since: registeredAt ?? deps.now(),
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
