import type { SeenScan } from './find-holder.ts';
import { seenOf, type Judged } from './judge-scan.ts';
import { isAdmission } from './outcome.ts';
import type { DoorScan } from './scan.ts';

/** Why somebody should look at a scan that a device decided without a line. */
export type ConflictKind =
  /** Let in there, and at another desk as well. */
  | 'twice'
  /** Let in there, which the server would not have done. */
  | 'refused';

export interface Settled extends Judged {
  conflict?: ConflictKind;
  /** The arrival was earlier than the one that stands, and takes its place in time. */
  earlier?: boolean;
}

/**
 * What becomes of a scan when the device has told the volunteer something before the server was asked. Pure. People who
 * were sent away stay so; of those who were let in, the earliest scan is the arrival, and whatever does not fit is said.
 */
export function judgeTold(
  { told, scannedAt }: Pick<DoorScan, 'told' | 'scannedAt'>,
  judged: Judged,
  { standing, undone }: { standing?: SeenScan; undone?: SeenScan },
): Settled {
  const { answer } = judged;
  if (!told) return judged;
  // Nothing is said of the badge: such a scan asks for nothing, so no limit of guesses holds it up.
  if (!asksWhoItIs({ told })) return { answer: { outcome: told } };
  if (isAdmission(answer.outcome))
    return { ...judged, answer: { ...answer, outcome: 'ok_offline' } };
  if (answer.outcome !== 'already' || !standing) return { ...judged, conflict: 'refused' };
  // What was scanned before somebody was sent back out says nothing of when that person came after all.
  const takenBack = undone && scannedAt < undone.undone!.at;
  if (takenBack || scannedAt.getTime() >= seenOf(standing).at)
    return { ...judged, conflict: 'twice' };
  return { ...judged, answer: { outcome: 'ok_offline' }, conflict: 'twice', earlier: true };
}

/** A scan that sent somebody away is only handed in; every other one learns whose badge it was. */
export const asksWhoItIs = ({ told }: Pick<DoorScan, 'told'>): boolean =>
  !told || isAdmission(told);
