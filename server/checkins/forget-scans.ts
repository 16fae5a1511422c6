import type { Types } from 'mongoose';
import { DELETED } from '../fairs/forget-fair.ts';
import { Device } from './device-model.ts';
import { Scan } from './scan-model.ts';

/** Takes words and keys about people from the scans of a fair, and deletes its devices with their volunteers' names. */
export async function forgetScans(fairId: Types.ObjectId): Promise<number> {
  // The sentences of an answer may be what an organizer wrote about somebody.
  const emptied = await Scan.updateMany(
    { fairId },
    { $set: { personKeys: [] }, $unset: { 'answer.text': 1 } },
  );
  await Scan.updateMany(
    { fairId, stands: false },
    { $set: { 'undone.by': DELETED, 'undone.why': '' } },
  );
  await Device.deleteMany({ fairId });
  return emptied.modifiedCount;
}
