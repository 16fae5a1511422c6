import { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { lastPrintOf } from '../fairs/record-print.ts';
import { Registration } from '../graduates/registration-model.ts';
import { kioskAnswer, type KioskAnswer } from './kiosk-answer.ts';
import type { KioskWords } from './kiosk-words.ts';
import { isAdmission, isIn, type ScanMessage, type ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';
import { Scan } from './scan-model.ts';

/** A scan at a kiosk: recorded as at any desk, answered with less. */
export async function checkInAtKiosk(
  message: ScanMessage,
  known: KnownDevice,
  words: KioskWords,
  deps: Pick<Deps, 'now' | 'fairNow' | 'live' | 'background'>,
): Promise<KioskAnswer> {
  const result = await recordCheckin(message, known, deps);
  const person = await personOf(result);
  const answer = kioskAnswer(result.outcome, person ? calledBy(person) : '', words);
  const prints = known.device.printSize && person && isAdmission(result.outcome);
  // Who has brought a printed badge needs no other one.
  const print = prints && !(await lastPrintOf(person._id)) ? result.scanId : undefined;
  return print ? { ...answer, print } : answer;
}

async function personOf({ outcome, scanId }: ScanResult) {
  if (!scanId || !isIn(outcome)) return null;
  const scan = await Scan.findById(new Types.ObjectId(scanId)).select('registrationId').lean();
  if (!scan?.registrationId) return null;
  return Registration.findById(scan.registrationId).select('name preferredName').lean();
}

/** What somebody wants to be called; without such a name, the first word of theirs. */
const calledBy = ({ name, preferredName }: { name: string; preferredName?: string }): string =>
  preferredName || name.trim().split(/\s+/)[0] || '';
