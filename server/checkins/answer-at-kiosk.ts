import { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { lastPrintOf } from '../fairs/record-print.ts';
import { Registration } from '../graduates/registration-model.ts';
import { kioskAnswer, type KioskAnswer } from './kiosk-answer.ts';
import type { KioskWords } from './kiosk-words.ts';
import { isAdmission, isIn, type ScanResult } from './outcome.ts';
import { Scan } from './scan-model.ts';

/** What a kiosk says of a scan that it has made: as much as a desk would be told, with most of it left out. */
export async function answerAtKiosk(
  result: Pick<ScanResult, 'outcome' | 'scanId'>,
  { device }: KnownDevice,
  words: KioskWords,
): Promise<KioskAnswer> {
  const person = await personOf(result, device._id);
  const answer = kioskAnswer(result.outcome, person ? calledBy(person) : '', words);
  const prints = device.printSize && person && isAdmission(result.outcome);
  // Who has brought a printed badge needs no other one.
  const print = prints && !(await lastPrintOf(person._id)) ? result.scanId : undefined;
  return print ? { ...answer, print } : answer;
}

async function personOf(
  { outcome, scanId }: Pick<ScanResult, 'outcome' | 'scanId'>,
  deviceId: Types.ObjectId,
) {
  if (!scanId || !isIn(outcome)) return null;
  const own = { _id: new Types.ObjectId(scanId), deviceId };
  const scan = await Scan.findOne(own).select('registrationId').lean();
  if (!scan?.registrationId) return null;
  return Registration.findById(scan.registrationId).select('name preferredName').lean();
}

/** What somebody wants to be called; without such a name, the first word of theirs. */
const calledBy = ({ name, preferredName }: { name: string; preferredName?: string }): string =>
  preferredName || name.trim().split(/\s+/)[0] || '';
