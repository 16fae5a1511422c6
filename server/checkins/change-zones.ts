import type { Types } from 'mongoose';
import { z } from 'zod';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { Zone } from './zone-model.ts';

const seats = 'Enter a number from 1 to 100,000, or leave it empty';
const named = { error: 'Enter a name for the zone' };

export const zoneForm = z.object({
  name: z.string(named).trim().min(1, named).max(60, 'Use 60 characters or fewer'),
  capacity: z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || (/^\d{1,6}$/.test(text) && inRange(Number(text))), seats)
    .transform((text) => (text === '' ? null : Number(text))),
});
const inRange = (count: number): boolean => count >= 1 && count <= 100_000;
export type ZoneInput = z.output<typeof zoneForm>;

export type ZoneChanged = 'done' | 'name taken' | 'no such zone';

/** Adds a zone, or changes the one of `zoneId`; who is inside stays inside. */
export async function keepZone(
  at: { fairId: Types.ObjectId; zoneId?: Types.ObjectId },
  input: ZoneInput,
  deps: Pick<Deps, 'now' | 'follow'>,
): Promise<ZoneChanged> {
  const { fairId, zoneId } = at;
  try {
    if (!zoneId) await Zone.create({ fairId, ...input, addedAt: deps.now() });
    else if ((await Zone.updateOne({ _id: zoneId, fairId }, input)).matchedCount === 0)
      return 'no such zone';
  } catch (error) {
    if (isDuplicateKey(error, 'zone_by_name')) return 'name taken';
    throw error;
  }
  deps.follow.fairChanged(fairId, ['devices']);
  return 'done';
}
