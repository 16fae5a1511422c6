import type { Types } from 'mongoose';
import { DELETED } from '../fairs/forget-fair.ts';
import { Visit } from './visit-model.ts';

/** Takes names and notes from the visits of a fair; ratings and next steps are counted on. */
export async function forgetVisits(fairId: Types.ObjectId): Promise<number> {
  const emptied = await Visit.updateMany({ fairId }, { name: DELETED, note: '' });
  return emptied.modifiedCount;
}
