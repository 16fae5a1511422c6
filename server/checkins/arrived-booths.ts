import { trusted, Types } from 'mongoose';
import { Assignment } from '../booths/assignment-model.ts';
import { Floor } from '../booths/floor-model.ts';
import type { Deps } from '../deps.ts';
import { Fair } from '../fairs/fair-model.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { EmployerArrival } from './employer-arrival-model.ts';

/** Codes of the booths whose teams are here at the moment, for whoever follows the fair. */
export async function boothsWithTeams(
  fairId: string,
  deps: Pick<Deps, 'fairNow'>,
): Promise<string[]> {
  const fair = await Fair.findById(new Types.ObjectId(fairId)).select('timeZone').lean().orFail();
  return arrivedBooths(fair._id, todayAt(fair, deps));
}

/** Codes of the booths whose teams are here on a day, in order; none while the map is not public. */
export async function arrivedBooths(fairId: Types.ObjectId, day: string): Promise<string[]> {
  const [published, here] = await Promise.all([
    Floor.exists({ fairId, publishedAt: trusted({ $ne: null }) }),
    teamsHere(fairId, day),
  ]);
  if (!published || here.size === 0) return [];
  const assignments = await Assignment.find({ fairId }).select('boothCode enrollmentId').lean();
  return assignments
    .filter(({ enrollmentId }) => here.has(String(enrollmentId)))
    .map(({ boothCode }) => boothCode)
    .sort();
}

/** Enrollments whose teams came on a day and have not left. */
async function teamsHere(fairId: Types.ObjectId, day: string): Promise<Set<string>> {
  const found = await EmployerArrival.find({ fairId, day, stands: true, leftAt: null })
    .select('enrollmentId')
    .lean();
  return new Set(found.map(({ enrollmentId }) => String(enrollmentId)));
}
