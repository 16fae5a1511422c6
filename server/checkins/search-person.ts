import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Representative } from '../employers/representative-model.ts';
import { todayAt, wallClock } from '../fairs/fair-time.ts';
import { doorsAt } from './admission.ts';
import { findHolder } from './find-holder.ts';
import { isUnfinished } from './finish-walk-in.ts';
import { judgeScan } from './judge-scan.ts';
import { maskEmail } from './mask-email.ts';
import { isAdmission, type ScanResult } from './outcome.ts';
import { readScan } from './scan.ts';
import { teamTimes } from './search-arrivals.ts';
import { foundGraduate } from './search-registrations.ts';

type Clocks = Pick<Deps, 'now' | 'fairNow'>;

/** What a scan of this graduate's badge would come to now; nothing is stored, nobody is let in. Null for nobody of this fair. */
export async function previewGraduate(
  registrationId: Types.ObjectId,
  known: KnownDevice,
  deps: Clocks,
) {
  const now = deps.fairNow();
  const scan = readScan(
    {
      registrationId: String(registrationId),
      nonce: '-',
      scannedAt: now.toISOString(),
      mode: 'search',
    },
    known,
    deps,
  );
  const at = { fairId: known.fair._id, day: wallClock(now, known.fair.timeZone).date };
  const found = await findHolder({ holderId: registrationId }, at);
  const [registration] = found?.registration ?? [];
  if (!found || !registration?.fairId.equals(at.fairId)) return null;
  const { answer } = judgeScan(scan, found, doorsAt(known.fair, now, deps.now()));
  const { outcome, text = '', since, desk = '' } = answer;
  const { attention, program } = registration;
  return {
    ...foundGraduate(registration, outcome === 'already' && since ? new Date(since) : null),
    program,
    attention,
    outcome,
    desk,
    mayCheckIn: mayCheckIn(outcome),
    unfinished: isUnfinished(registration),
    // The organizer's words stand by themselves.
    note: text === attention ? '' : text.replace(attention, '').trim(),
  };
}

/** Somebody alike is here: whoever reads that beside the button may decide. */
const mayCheckIn = (outcome: ScanResult['outcome']): boolean =>
  isAdmission(outcome) || outcome === 'possible_duplicate';

/** One representative with the employer and its team's arrival. Null for nobody of this fair. */
export async function previewRepresentative(
  representativeId: Types.ObjectId,
  { fair }: KnownDevice,
  deps: Clocks,
) {
  const person = await Representative.findOne({
    _id: representativeId,
    fairId: fair._id,
    removedAt: null,
  }).lean();
  const enrollment =
    person && (await Enrollment.findOne({ _id: person.enrollmentId, state: 'accepted' }).lean());
  if (!enrollment) return null;
  const day = todayAt(fair, deps);
  const times = await teamTimes([enrollment._id], day);
  return {
    representativeId: String(person._id),
    enrollmentId: String(enrollment._id),
    name: person.name,
    email: maskEmail(person.email),
    employer: enrollment.employerName,
    since: times.get(String(enrollment._id)) ?? null,
  };
}
