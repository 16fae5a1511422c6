import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { isPracticeCode } from '../../public/js/practice-code.js';
import { doorsAt } from './admission.ts';
import { findHolder } from './find-holder.ts';
import { mayGuess } from './guess-limit.ts';
import { judgeScan } from './judge-scan.ts';
import { isAdmission, type ScanMessage, type ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';
import { readScan } from './scan.ts';

export type KioskReading =
  /** Somebody who would be let in, and has not said yet that it is them. */
  | { kind: 'asks'; registrationId: Types.ObjectId }
  /** Nobody to let in: recorded as at any desk. */
  | { kind: 'answered'; result: ScanResult };

/** Reads a badge at a kiosk. Who would be let in is asked first, and nothing is recorded until they have confirmed. */
export async function readAtKiosk(
  message: ScanMessage,
  known: KnownDevice,
  deps: Pick<Deps, 'now' | 'fairNow' | 'live' | 'background'>,
): Promise<KioskReading> {
  const registrationId = await wouldAdmit(message, known, deps);
  if (registrationId) return { kind: 'asks', registrationId };
  return { kind: 'answered', result: await recordCheckin(message, known, deps) };
}

/** Whom a badge would let in at this moment; records nothing. */
export async function wouldAdmit(
  message: ScanMessage,
  known: KnownDevice,
  deps: Pick<Deps, 'now' | 'fairNow'>,
): Promise<Types.ObjectId | null> {
  // Who tries codes out must not learn by this which of them are known.
  if (isPracticeCode(message.code) || !mayGuess(known.device._id, deps.now())) return null;
  const scan = readScan(message, known, deps);
  const day = wallClock(scan.scannedAt, known.fair.timeZone).date;
  const found = scan.find && (await findHolder(scan.find, { fairId: known.fair._id, day }));
  // Again: of hundreds that are asked for at once, those that came back unknown meanwhile count, too.
  if (!mayGuess(known.device._id, deps.now())) return null;
  const [registration] = found?.registration ?? [];
  if (!found || !registration) return null;
  const doors = doorsAt(known.fair, scan.scannedAt, scan.madeAt);
  const { outcome } = judgeScan(scan, found, doors).answer;
  return isAdmission(outcome) ? registration._id : null;
}
