import type { KnownDevice } from '../access/load-device.ts';
import { decideAdmission, type Doors, type Holder } from './admission.ts';
import type { FoundBadge, SeenScan } from './find-holder.ts';
import type { ScanResult } from './outcome.ts';
import type { DoorScan } from './scan.ts';

/** An answer before it is stored. The name is not part of what is kept: it is read anew when the answer is repeated. */
export interface Judged {
  answer: Omit<ScanResult, 'scanId' | 'name'>;
  name?: string;
}

/** What a scan comes to, by what was found of the badge. Pure. */
export function judgeScan(scan: DoorScan, found: FoundBadge | null, doors: Doors): Judged {
  if (!found)
    return { answer: { outcome: 'unknown', text: 'No badge of this fair has this code.' } };
  if (String(found.fairId) !== doors.fairId)
    return { answer: { outcome: 'wrong_fair', text: 'This badge belongs to another fair.' } };
  if (found.kind === 'employer') return judgeEmployer(found);

  const holder = holderOf(scan, found);
  if (!holder) return { answer: { outcome: 'unknown', text: 'This registration is gone.' } };
  const name = nameOf(found);
  const byCode = scan.find !== null && !('holderId' in scan.find);
  if (byCode && found.revokedAt && holder.state !== 'canceled') return { answer: revoked };
  const { outcome, text, seen } = decideAdmission(holder, doors, scan.scannedAt.getTime());
  return {
    name,
    answer: {
      outcome,
      ...(text ? { text } : {}),
      ...(seen ? { since: new Date(seen.at).toISOString(), desk: seen.desk } : {}),
    },
  };
}

const revoked: Judged['answer'] = {
  outcome: 'revoked_code',
  text: 'This badge was replaced by a newer one.',
};

function judgeEmployer(found: FoundBadge): Judged {
  const person = found.representative[0];
  const enrollment = person?.enrollment[0];
  if (!person || !enrollment) return { answer: { outcome: 'unknown', text: 'This team is gone.' } };
  const name = enrollment.employerName;
  if (enrollment.state !== 'accepted')
    return { name, answer: { outcome: 'canceled', text: notComing(enrollment) } };
  if (found.revokedAt || person.removedAt) return { answer: revoked };
  return {
    name,
    answer: {
      outcome: 'employer_code',
      enrollmentId: String(enrollment._id),
      employerArrived: person.arrivals.length > 0,
    },
  };
}

const notComing = ({ state, reason }: { state: string; reason: string }) =>
  reason || `This employer’s enrollment is ${state}.`;

function holderOf(scan: DoorScan, found: FoundBadge): Holder | null {
  const [registration] = found.registration;
  if (!registration) return null;
  const { arrivals, alike } = registration;
  const standing = arrivals.find((each) => each.stands);
  const undone = arrivals
    .filter((each) => each.undone)
    .sort((a, b) => a.undone!.at.getTime() - b.undone!.at.getTime())
    .at(-1);
  return {
    fairId: String(registration.fairId),
    state: registration.state,
    reason: registration.cancelReason,
    days: registration.days,
    attention: registration.attention,
    arrival: standing ? seenOf(standing) : null,
    undone: undone ? { ...seenOf(undone), until: undone.undone!.at.getTime() } : null,
    alike: alike[0] && !scan.confirmed ? seenOf(alike[0]) : null,
  };
}

export const seenOf = (scan: SeenScan) => ({
  at: scan.scannedAt.getTime(),
  desk: scan.desk[0]?.name ?? 'another desk',
});

/** What somebody is called at the door: the preferred name, or the employer's. */
export function nameOf(found: FoundBadge | null): string | undefined {
  const [graduate] = found?.registration ?? [];
  if (graduate) return graduate.preferredName || graduate.name;
  return found?.representative[0]?.enrollment[0]?.employerName;
}

/** A device whose access has ended when the scan was made. */
export const endedBefore = ({ device }: KnownDevice, madeAt: Date): boolean =>
  madeAt >= device.expiresAt || Boolean(device.revokedAt && madeAt >= device.revokedAt);
