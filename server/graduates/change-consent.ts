import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { ConsentRecord } from './consent-record-model.ts';
import { ConsentRequest } from './consent-request-model.ts';
import { Registration, type ConsentChoice, type RegistrationFields } from './registration-model.ts';

type Given = 'registration' | 'own-page' | 'booth' | 'desk';
type Clock = Pick<Deps, 'now'>;

/** Changes the choice for the whole fair: the old record ends, a new one begins. It counts from the next read on. */
export async function changeConsent(
  registration: RegistrationFields,
  choice: ConsentChoice,
  given: Given,
  deps: Clock,
): Promise<void> {
  if (registration.consent !== choice) await giveConsent(registration, choice, given, deps);
}

/** Keeps a record of a choice also when it is the one that was stored: nobody may have said it before. */
export async function giveConsent(
  registration: Pick<RegistrationFields, '_id' | 'fairId'>,
  choice: ConsentChoice,
  given: Given,
  deps: Clock,
): Promise<void> {
  await Registration.updateOne({ _id: registration._id }, { consent: choice });
  await keepConsent({ ...idsOf(registration), enrollmentId: null, choice, given }, deps);
}

/** A graduate's yes or no to one employer; `no` also withdraws an earlier yes. */
export async function answerEmployer(
  registration: Pick<RegistrationFields, '_id' | 'fairId'>,
  enrollmentId: Types.ObjectId,
  choice: 'yes' | 'no',
  given: Given,
  deps: Clock,
): Promise<void> {
  await keepConsent({ ...idsOf(registration), enrollmentId, choice, given }, deps);
  await ConsentRequest.updateOne(
    { registrationId: registration._id, enrollmentId },
    { answer: choice, answeredAt: deps.now() },
  );
}

const idsOf = ({ _id, fairId }: Pick<RegistrationFields, '_id' | 'fairId'>) => ({
  fairId,
  registrationId: _id,
});

interface Consent {
  fairId: Types.ObjectId;
  registrationId: Types.ObjectId;
  enrollmentId: Types.ObjectId | null;
  choice: ConsentChoice | 'yes' | 'no';
  given: Given;
}

/** One record stands per graduate and employer, by a unique index; the ones before it stay as history. */
async function keepConsent(consent: Consent, deps: Clock, triesLeft = 3): Promise<void> {
  const { registrationId, enrollmentId } = consent;
  const now = deps.now();
  await ConsentRecord.updateMany(
    { registrationId, enrollmentId, withdrawnAt: null },
    { withdrawnAt: now },
  );
  try {
    await ConsentRecord.create({ ...consent, since: now });
  } catch (error) {
    // Two answers at once: the later one ends the earlier one.
    if (!isDuplicateKey(error) || triesLeft === 0) throw error;
    await keepConsent(consent, deps, triesLeft - 1);
  }
}
