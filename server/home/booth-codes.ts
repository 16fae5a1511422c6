import type { Types } from 'mongoose';
import { Assignment } from '../booths/assignment-model.ts';
import { Floor } from '../booths/floor-model.ts';

/** Booth of each enrollment, once the organizer has published the map. */
export async function boothCodes(fairId: Types.ObjectId): Promise<Map<string, string>> {
  const floor = await Floor.findOne({ fairId }).lean();
  if (!floor?.publishedAt) return new Map();
  const assignments = await Assignment.find({ fairId }).lean();
  return new Map(assignments.map((each) => [String(each.enrollmentId), each.boothCode]));
}
