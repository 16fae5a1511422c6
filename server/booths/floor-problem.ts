import type { Types } from 'mongoose';
import { acceptedEmployers } from '../employers/employer-figures.ts';
import { Assignment, type AssignmentFields } from './assignment-model.ts';
import { areBeside } from './booth-neighbors.ts';
import { Booth, type BoothFields } from './booth-model.ts';
import type { BoothProblem } from './engine/booth-problem.ts';
import { Floor, type FloorFields } from './floor-model.ts';

export interface FloorFacts {
  floor: FloorFields;
  booths: BoothFields[];
  employers: Awaited<ReturnType<typeof acceptedEmployers>>;
  assignments: AssignmentFields[];
}

/** Everything about a fair's floor, or null when none is drawn yet. */
export async function floorFacts(fairId: Types.ObjectId): Promise<FloorFacts | null> {
  const [floor, booths, employers, assignments] = await Promise.all([
    Floor.findOne({ fairId }).lean<FloorFields>(),
    Booth.find({ fairId }).lean<BoothFields[]>(),
    acceptedEmployers(fairId),
    Assignment.find({ fairId }).lean<AssignmentFields[]>(),
  ]);
  if (!floor) return null;
  booths.sort((a, b) => a.row - b.row || a.column - b.column);
  return { floor, booths, employers, assignments };
}

/** The engine's view of a floor: accepted employers, their needs and wishes, and the organizer's pins. */
export function problemOf({ floor, booths, employers, assignments }: FloorFacts): BoothProblem {
  const pins = new Map(
    assignments
      .filter((each) => each.pinned)
      .map((each) => [String(each.enrollmentId), String(each.boothId)]),
  );
  return {
    booths: booths.map((booth) => ({
      id: String(booth._id),
      code: booth.code,
      row: booth.row,
      column: booth.column,
      power: booth.power,
      accessible: booth.accessible,
      premium: booth.premium,
      neighbors: booths
        .filter((other) => areBeside(booth, other, floor))
        .map((other) => String(other._id)),
    })),
    employers: employers.map((employer) => ({
      id: String(employer._id),
      name: employer.employerName,
      tier: employer.tier,
      needsPower: employer.needsPower,
      needsAccessible: employer.needsAccessible,
      wishes: employer.boothWishes,
      notBeside: employer.competitors.map(String),
      pinnedBoothId: pins.get(String(employer._id)),
    })),
  };
}
