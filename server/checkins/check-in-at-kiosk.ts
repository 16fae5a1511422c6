import { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { Registration } from '../graduates/registration-model.ts';
import { kioskAnswer, type KioskAnswer } from './kiosk-answer.ts';
import type { KioskWords } from './kiosk-words.ts';
import { isAdmission, type ScanMessage, type ScanResult } from './outcome.ts';
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
  return kioskAnswer(result.outcome, await calledBy(result), words);
}

/** What somebody wants to be called; without such a name, the first word of theirs. */
async function calledBy({ outcome, scanId }: ScanResult): Promise<string> {
  if (!scanId || !(isAdmission(outcome) || outcome === 'already')) return '';
  const scan = await Scan.findById(new Types.ObjectId(scanId)).select('registrationId').lean();
  if (!scan?.registrationId) return '';
  const person = await Registration.findById(scan.registrationId)
    .select('name preferredName')
    .lean();
  return person?.preferredName || person?.name.trim().split(/\s+/)[0] || '';
}
