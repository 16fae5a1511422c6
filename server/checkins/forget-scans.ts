import { trusted, type Types } from 'mongoose';
import { inBatches } from '../database/in-batches.ts';
import { enrollmentIdsOf } from '../employers/forget-employers.ts';
import { DELETED } from '../fairs/forget-fair.ts';
import { Device } from './device-model.ts';
import { EmployerArrival } from './employer-arrival-model.ts';
import { Scan } from './scan-model.ts';

const nobody = { 'undone.by': DELETED, 'undone.why': '' };

/** Takes words, keys and names from the scans and arrivals of a fair, and deletes its devices with their volunteers' names. */
export async function forgetScans(fairId: Types.ObjectId): Promise<number> {
  // The sentences of an answer may be what an organizer wrote about somebody.
  const emptied = await Scan.updateMany(
    { fairId },
    { $set: { personKeys: [] }, $unset: { 'answer.text': 1 } },
  );
  await Scan.updateMany({ fairId, stands: false }, { $set: nobody });
  const settled = { fairId, 'conflict.settledBy': trusted({ $gt: '' }) };
  await Scan.updateMany(settled, { $set: { 'conflict.settledBy': DELETED } });
  await inBatches(await enrollmentIdsOf(fairId), forgetTeams);
  await Device.deleteMany({ fairId });
  return emptied.modifiedCount;
}

/** When a team came and left is counted on; who came, and what was written about it, is not. */
async function forgetTeams(enrollmentIds: Types.ObjectId[]): Promise<void> {
  const enrollmentId = trusted({ $in: enrollmentIds });
  const words = { people: [], parking: '', comment: '', changes: [] };
  await EmployerArrival.updateMany({ enrollmentId }, { $set: words });
  await EmployerArrival.updateMany({ enrollmentId, stands: false }, { $set: nobody });
}
