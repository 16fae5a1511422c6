import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import { announceVisit } from './announce-visit.ts';
import { askAtBooth } from './ask-at-booth.ts';
import { findHolder, type Refusal } from './find-holder.ts';
import { nameOnBadge } from './person-card.ts';
import { Visit, type VisitFields } from './visit-model.ts';

export interface BoothScan {
  fair: FairFields;
  enrollment: EnrollmentFields;
  accountId: Types.ObjectId;
  code: string;
}

export type Recorded =
  { outcome: 'recorded' | 'met before'; visitId: Types.ObjectId } | { outcome: Refusal };

/** Records that a graduate is at the booth. Scanning the badge again opens the same visit. */
export async function recordVisit(scan: BoothScan, deps: Deps): Promise<Recorded> {
  const holder = await findHolder(scan.code, scan.fair._id);
  if (!holder.ok) return { outcome: holder.refusal };
  const ids = { enrollmentId: scan.enrollment._id, registrationId: holder.registration._id };
  const visitId = await keepVisit(scan, holder.registration, deps);
  if (!visitId) {
    const before = await Visit.findOne(ids).lean<VisitFields>().orFail();
    return { outcome: 'met before', visitId: before._id };
  }
  announceVisit(scan.fair, ids, deps);
  await askAtBooth(scan.fair, scan.enrollment, holder.registration, scan.accountId, deps);
  return { outcome: 'recorded', visitId };
}

/** Null when this employer has met this graduate before: the index decides, also between two phones. */
async function keepVisit(
  { fair, enrollment, accountId }: BoothScan,
  registration: RegistrationFields,
  deps: Deps,
): Promise<Types.ObjectId | null> {
  try {
    const made = await Visit.create({
      fairId: fair._id,
      enrollmentId: enrollment._id,
      registrationId: registration._id,
      name: nameOnBadge(registration),
      recordedBy: accountId,
      visitedAt: deps.fairNow(),
    });
    return made._id;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}
