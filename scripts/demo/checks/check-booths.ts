import type { Types } from 'mongoose';
import { Assignment } from '../../../server/booths/assignment-model.ts';
import { Booth, type BoothFields } from '../../../server/booths/booth-model.ts';
import type { BoothProblem } from '../../../server/booths/engine/booth-problem.ts';
import { checkPlan } from '../../../server/booths/engine/check-plan.ts';
import { Floor, type FloorFields } from '../../../server/booths/floor-model.ts';
import { Enrollment, type EnrollmentFields } from '../../../server/employers/enrollment-model.ts';

/** No booth rule is broken on the floor as it stands: the problem is read anew from the records, the plan from the assignments. */
export async function checkBooths(fairId: Types.ObjectId): Promise<string[]> {
  const [floor, booths, enrollments, assignments] = await Promise.all([
    Floor.findOne({ fairId }).lean<FloorFields>(),
    Booth.find({ fairId }).lean<BoothFields[]>(),
    Enrollment.find({ fairId, state: 'accepted' }).lean<EnrollmentFields[]>(),
    Assignment.find({ fairId }).lean(),
  ]);
  if (!floor) return ['no hall is drawn'];
  const pinned = new Map(
    assignments
      .filter((each) => each.pinned)
      .map((each) => [id(each.enrollmentId), id(each.boothId)]),
  );
  const problem: BoothProblem = {
    booths: booths.map(({ _id, code, row, column, power, accessible, premium }) => ({
      ...{ id: id(_id), code, row, column, power, accessible, premium },
      neighbors: booths
        .filter((other) => stepsBetween(other, { row, column }, floor) === 1)
        .map((other) => id(other._id)),
    })),
    employers: enrollments.map((each) => ({
      id: id(each._id),
      name: each.employerName,
      tier: each.tier,
      needsPower: each.needsPower,
      needsAccessible: each.needsAccessible,
      wishes: each.boothWishes,
      notBeside: enrollments
        .filter((other) => other !== each && each.notBeside.includes(other.employerName))
        .map((other) => id(other._id)),
      pinnedBoothId: pinned.get(id(each._id)),
    })),
  };
  const placed = assignments.map((each) => ({
    employerId: id(each.enrollmentId),
    boothId: id(each.boothId),
  }));
  return checkPlan(problem, placed).map(({ sentence }) => sentence);
}

const id = (value: Types.ObjectId): string => String(value);

type Place = { row: number; column: number };

/** Booths between two places along rows and columns; an aisle counts as one. */
function stepsBetween(a: Place, b: Place, floor: FloorFields): number {
  const along = (from: number, to: number, aisles: number[]) =>
    Math.abs(from - to) +
    aisles.filter((after) => after >= Math.min(from, to) && after < Math.max(from, to)).length;
  return (
    along(a.row, b.row, floor.aislesAfterRows) + along(a.column, b.column, floor.aislesAfterColumns)
  );
}
