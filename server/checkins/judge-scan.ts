import { decideBadge, type Badge } from '../../public/js/door-badge.js';
import { seenFields } from '../../public/js/door-words.js';
import type { KnownDevice } from '../access/load-device.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import type { Doors, Holder } from './admission.ts';
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
  const { seen, text, ...verdict } = decideBadge(
    found && badgeOf(scan, found),
    doors,
    scan.scannedAt.getTime(),
  );
  return {
    name: nameOf(found),
    answer: {
      ...verdict,
      ...(text ? { text } : {}),
      ...seenFields(seen),
    },
  };
}

function badgeOf(scan: DoorScan, found: FoundBadge): Badge {
  const byCode = scan.find !== null && !('holderId' in scan.find);
  const replaced = byCode && Boolean(found.revokedAt);
  const badge = { fairId: String(found.fairId), replaced };
  return found.kind === 'employer'
    ? { ...badge, team: teamOf(found) }
    : { ...badge, holder: holderOf(scan, found) };
}

function teamOf({ representative: [person], revokedAt }: FoundBadge): Badge['team'] {
  const enrollment = person?.enrollment[0];
  if (!person || !enrollment) return null;
  return {
    enrollmentId: String(enrollment._id),
    state: enrollment.state,
    reason: enrollment.reason,
    removed: Boolean(person.removedAt ?? revokedAt),
    arrived: person.arrivals.length > 0,
  };
}

function holderOf(scan: DoorScan, found: FoundBadge): Holder | null {
  const [registration] = found.registration;
  if (!registration) return null;
  const standing = standingOf(found);
  const alike = registration.alike.find((each) => !isOf(registration, each));
  const undone = lastUndone(found);
  return {
    fairId: String(registration.fairId),
    state: registration.state,
    reason: registration.cancelReason,
    days: registration.days,
    attention: registration.attention,
    arrival: standing ? seenOf(standing) : null,
    undone: undone ? { ...seenOf(undone), until: undone.undone!.at.getTime() } : null,
    alike: alike && !scan.confirmed ? seenOf(alike) : null,
  };
}

/**
 * The arrival of the badge's holder that counts on this day. One that another device stored between the two joins of the
 * read is found only by the second, which goes by the person's keys.
 */
export function standingOf(found: FoundBadge | null): SeenScan | undefined {
  const [registration] = found?.registration ?? [];
  return (
    registration?.arrivals.find((each) => each.stands) ??
    registration?.alike.find((each) => isOf(registration, each))
  );
}

const isOf = ({ _id }: Pick<RegistrationFields, '_id'>, { registrationId }: SeenScan): boolean =>
  registrationId?.equals(_id) ?? false;

/** The holder's arrival of this day that was undone last. */
export const lastUndone = (found: FoundBadge | null): SeenScan | undefined =>
  found?.registration[0]?.arrivals
    .filter((each) => each.undone)
    .sort((a, b) => a.undone!.at.getTime() - b.undone!.at.getTime())
    .at(-1);

/** Where and when somebody arrived: as scanned, or as an earlier scan without a line has said since. */
export const seenOf = (scan: SeenScan) =>
  scan.earlier
    ? { at: scan.earlier.at.getTime(), desk: scan.earlier.desk }
    : { at: scan.scannedAt.getTime(), desk: scan.desk[0]?.name ?? 'another desk' };

/** What somebody is called at the door: the preferred name, or the employer's. */
export function nameOf(found: FoundBadge | null): string | undefined {
  const [graduate] = found?.registration ?? [];
  if (graduate) return graduate.preferredName || graduate.name;
  return found?.representative[0]?.enrollment[0]?.employerName;
}

/** A device whose access has ended when the scan was made. */
export const endedBefore = ({ device }: KnownDevice, madeAt: Date): boolean =>
  madeAt >= device.expiresAt || Boolean(device.revokedAt && madeAt >= device.revokedAt);
