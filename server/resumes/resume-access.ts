import type { Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import { livesUntil, type Kept } from '../fairs/deletion-day.ts';
import { ConsentRecord } from '../graduates/consent-record-model.ts';
import { sightOf, type Sight } from '../graduates/consent-rule.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';

export const ACCESS_AFTER_FAIR_DAYS = 90;

/** Employers at this fair are those that were accepted; their access ends 90 days after it, or when its data is deleted. */
export function accessIsOpen(
  fair: Kept,
  enrollment: Pick<EnrollmentFields, 'state'>,
  now: Date,
): boolean {
  return enrollment.state === 'accepted' && now < livesUntil(fair, ACCESS_AFTER_FAIR_DAYS);
}

/** What this employer may see of this graduate at this moment. */
export async function sightFor(
  enrollmentId: Types.ObjectId,
  registration: Pick<RegistrationFields, '_id' | 'consent' | 'state'>,
): Promise<Sight> {
  if (registration.state !== 'active') return 'none';
  const answer = await ConsentRecord.findOne({
    registrationId: registration._id,
    enrollmentId,
    withdrawnAt: null,
  }).lean();
  return sightOf(registration.consent, answer ? (answer.choice as 'yes' | 'no') : null);
}

/** The answers that graduates gave to this employer and that stand. */
export async function answersFor(enrollmentId: Types.ObjectId) {
  const records = await ConsentRecord.find({
    enrollmentId,
    choice: trusted({ $in: ['yes', 'no'] }),
    withdrawnAt: null,
  }).lean();
  const idsOf = (choice: string) =>
    records.filter((each) => each.choice === choice).map((each) => each.registrationId);
  return { yes: idsOf('yes'), no: idsOf('no') };
}
