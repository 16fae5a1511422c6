import { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Assignment } from './assignment-model.ts';
import { planAside } from './plan-aside.ts';
import type { BoothPlan } from './engine/booth-problem.ts';
import { floorFacts, problemOf } from './floor-problem.ts';
import { Floor } from './floor-model.ts';

const SEARCH_MS = 1500;
const SEED = 1;

/** Runs the engine and puts every employer at the booth of its plan; pinned ones stay. Null when no floor is drawn. */
export async function assignFloor(
  fairId: Types.ObjectId,
  assignedBy: Types.ObjectId | null,
  deps: Pick<Deps, 'now' | 'follow'>,
): Promise<BoothPlan | 'changed meanwhile' | null> {
  const facts = await floorFacts(fairId);
  if (!facts) return null;
  const plan = await planAside(problemOf(facts), { seed: SEED, searchMs: SEARCH_MS });
  // Whoever raises the version first has the floor; a plan made on older facts is not applied.
  const ours = await Floor.updateOne(
    { fairId, version: facts.floor.version },
    { $inc: { version: 1 }, $set: { lastRun: summaryOf(plan, facts), changedAt: deps.now() } },
  );
  if (ours.modifiedCount !== 1) return 'changed meanwhile';

  const pinned = new Set(
    facts.assignments.filter((each) => each.pinned).map((each) => String(each.enrollmentId)),
  );
  await Assignment.deleteMany({ fairId, pinned: false });
  const codes = new Map(facts.booths.map((booth) => [String(booth._id), booth.code]));
  const rows = plan.placements
    .filter((place) => !pinned.has(place.employerId))
    .map((place) => ({
      fairId,
      boothId: new Types.ObjectId(place.boothId),
      boothCode: codes.get(place.boothId)!,
      enrollmentId: new Types.ObjectId(place.employerId),
      pinned: false,
      wishRank: place.wishRank,
      reasons: place.reasons,
      assignedBy,
      assignedAt: deps.now(),
    }));
  if (rows.length) await Assignment.insertMany(rows);
  deps.follow.fairChanged(fairId);
  return plan;
}

function summaryOf(
  plan: BoothPlan,
  facts: { employers: { _id: Types.ObjectId; employerName: string }[] },
) {
  const names = new Map(facts.employers.map((each) => [String(each._id), each.employerName]));
  const { wishValue, wishBound, value, apartViolations, provenForWishes, ms } = plan;
  return {
    wishValue,
    wishBound,
    value,
    apartViolations,
    provenForWishes,
    ms: Math.round(ms),
    wishCost: wishBound - wishValue,
    placed: plan.placements.length,
    unplaced: plan.unplaced.map(({ employerId, reason }) => ({
      employer: names.get(employerId) ?? '',
      reason,
    })),
  };
}

/** An employer that is no longer coming frees its booth. */
export async function freeBooth(enrollmentId: Types.ObjectId): Promise<void> {
  const gone = await Assignment.findOneAndDelete({ enrollmentId }).lean();
  if (gone) await Floor.updateOne({ fairId: gone.fairId }, { $inc: { version: 1 } });
}
