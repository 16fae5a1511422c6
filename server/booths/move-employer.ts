import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { Assignment } from './assignment-model.ts';
import { checkPlan } from './engine/check-plan.ts';
import { floorFacts, problemOf, type FloorFacts } from './floor-problem.ts';
import { Floor } from './floor-model.ts';

export type Moved = { ok: true; warnings: string[] } | { ok: false; why: string };

/** Puts one employer at one booth by hand, or swaps it with whoever stands there. Broken rules are allowed, and said. */
export async function moveEmployer(
  fairId: Types.ObjectId,
  move: { enrollmentId: string; boothCode: string; pinned: boolean },
  by: Types.ObjectId,
  deps: Pick<Deps, 'now' | 'follow'>,
): Promise<Moved> {
  const facts = await floorFacts(fairId);
  const booth = facts?.booths.find((each) => each.code === move.boothCode.toUpperCase());
  const employer = facts?.employers.find((each) => String(each._id) === move.enrollmentId);
  if (!facts || !booth)
    return { ok: false, why: `There is no booth ${move.boothCode} on this floor.` };
  if (!employer) return { ok: false, why: 'This employer is not accepted at this fair.' };

  const before = facts.assignments.find((each) => each.enrollmentId.equals(employer._id));
  const there = facts.assignments.find((each) => each.boothId.equals(booth._id) && each !== before);
  const place = (
    enrollmentId: Types.ObjectId,
    at: { _id: Types.ObjectId; code: string },
    pinned: boolean,
  ) => ({
    fairId,
    boothId: at._id,
    boothCode: at.code,
    enrollmentId,
    pinned,
    wishRank: null,
    reasons: ['Placed by hand'],
    assignedBy: by,
    assignedAt: deps.now(),
  });
  try {
    for (const row of [before, there]) if (row) await Assignment.deleteOne({ _id: row._id });
    await Assignment.create(place(employer._id, booth, move.pinned));
    if (there && before)
      await Assignment.create(
        place(there.enrollmentId, { _id: before.boothId, code: before.boothCode }, there.pinned),
      );
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return { ok: false, why: 'Somebody else moved employers at the same moment. Look again.' };
  }
  await Floor.updateOne({ fairId }, { $inc: { version: 1 } });
  deps.follow.fairChanged(fairId);
  return { ok: true, warnings: await brokenRules(fairId) };
}

/** Releases a pin, or sets one where the employer stands. */
export async function pinEmployer(
  fairId: Types.ObjectId,
  enrollmentId: Types.ObjectId,
  pinned: boolean,
) {
  await Assignment.updateOne({ fairId, enrollmentId }, { pinned });
  await Floor.updateOne({ fairId }, { $inc: { version: 1 } });
}

/** Every hard rule that the floor breaks as it stands, in words; found by the engine's own independent check. */
export async function brokenRules(fairId: Types.ObjectId): Promise<string[]> {
  const facts = await floorFacts(fairId);
  return facts ? breachesOf(facts) : [];
}

export function breachesOf(facts: FloorFacts): string[] {
  const placements = facts.assignments.map((each) => ({
    employerId: String(each.enrollmentId),
    boothId: String(each.boothId),
    wishRank: each.wishRank ?? null,
    reasons: each.reasons,
  }));
  return checkPlan(problemOf(facts), placements).map((breach) => breach.sentence);
}
