import type { Types } from 'mongoose';
import { Program } from './program-model.ts';
import { withoutAccents } from '../web/without-accents.ts';

export interface ProgramLine {
  school: string;
  name: string;
  place: string;
}

/** Folded school and name: accents, case and punctuation do not make another program. */
export const programKey = (school: string, name: string): string =>
  withoutAccents(`${school}|${name}`)
    .toLowerCase()
    .replace(/[^a-z0-9|]+/g, ' ')
    .trim();

/** Puts programs on a fair's list; those that are on it already are left as they are. Returns how many are new. */
export async function addPrograms(
  fairId: Types.ObjectId,
  lines: ProgramLine[],
  now: Date,
): Promise<number> {
  let added = 0;
  for (const { school, name, place } of lines) {
    const key = programKey(school, name);
    const made = await Program.updateOne(
      { fairId, key },
      { $setOnInsert: { school, name, place, addedAt: now } },
      { upsert: true },
    );
    added += made.upsertedCount;
  }
  return added;
}
