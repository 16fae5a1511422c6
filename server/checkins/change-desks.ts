import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { Desk } from './desk-model.ts';

export type DeskChanged = 'done' | 'name taken' | 'no such desk';
type DeskDeps = Pick<Deps, 'now' | 'follow'>;

/** Adds a check-in place to a fair. */
export async function addDesk(
  fairId: Types.ObjectId,
  name: string,
  deps: DeskDeps,
): Promise<DeskChanged> {
  return unlessTaken(async () => {
    await Desk.create({ fairId, name, addedAt: deps.now() });
    deps.follow.fairChanged(fairId);
    return 'done';
  });
}

/** Gives a desk another name; what was scanned there stays with it. */
export async function renameDesk(
  at: { fairId: Types.ObjectId; deskId: Types.ObjectId },
  name: string,
  deps: DeskDeps,
): Promise<DeskChanged> {
  return unlessTaken(async () => {
    const renamed = await Desk.updateOne({ _id: at.deskId, fairId: at.fairId }, { name });
    if (renamed.matchedCount === 0) return 'no such desk';
    deps.follow.fairChanged(at.fairId);
    return 'done';
  });
}

async function unlessTaken(change: () => Promise<DeskChanged>): Promise<DeskChanged> {
  try {
    return await change();
  } catch (error) {
    if (isDuplicateKey(error, 'desk_by_name')) return 'name taken';
    throw error;
  }
}
