import { trusted, type Types } from 'mongoose';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Visit, type VisitFields } from './visit-model.ts';

/** Visits recorded at a fair. */
export const countVisits = (fairId: Types.ObjectId): Promise<number> =>
  Visit.countDocuments({ fairId });

/** Visits at a fair that nobody has decided on yet. */
export const countUndecided = (fairId: Types.ObjectId): Promise<number> =>
  Visit.countDocuments({ fairId, nextStep: null });

/** Whom a graduate met, newest first. Ratings and notes stay with the employer. */
export async function visitsOfGraduate(registrationId: Types.ObjectId) {
  const visits = await Visit.find({ registrationId })
    .sort({ visitedAt: -1 })
    .limit(500)
    .select('enrollmentId visitedAt nextStep decidedAt')
    .lean<Pick<VisitFields, 'enrollmentId' | 'visitedAt' | 'nextStep' | 'decidedAt'>[]>();
  const names = await employerNames(visits.map((each) => each.enrollmentId));
  return visits.map(({ enrollmentId, visitedAt, nextStep, decidedAt }) => ({
    enrollmentId: String(enrollmentId),
    employer: names.get(String(enrollmentId)) ?? 'An employer',
    visitedAt,
    nextStep: nextStep ?? null,
    decidedAt: decidedAt ?? null,
  }));
}

/** How many visits of each enrollment at a fair wait for a next step; enrollments without any are not there. */
export async function enrollmentsWithUndecided(
  fairId: Types.ObjectId,
): Promise<Map<string, number>> {
  const rows = await Visit.aggregate<{ _id: Types.ObjectId; count: number }>([
    { $match: { fairId, nextStep: null } },
    { $group: { _id: '$enrollmentId', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [String(_id), count]));
}

/** The registrations at a fair that met an employer, each with the names of those in the order of meeting. */
export async function registrationsWithVisits(
  fairId: Types.ObjectId,
): Promise<Map<string, string[]>> {
  const visits = await Visit.find({ fairId })
    .select('enrollmentId registrationId visitedAt')
    .lean<Pick<VisitFields, 'enrollmentId' | 'registrationId' | 'visitedAt'>[]>();
  const names = await employerNames(visits.map((each) => each.enrollmentId));
  const met = new Map<string, string[]>();
  for (const visit of visits.sort((a, b) => +a.visitedAt - +b.visitedAt)) {
    const id = String(visit.registrationId);
    const list = met.get(id) ?? [];
    met.set(id, [...list, names.get(String(visit.enrollmentId)) ?? 'an employer']);
  }
  return met;
}

async function employerNames(ids: Types.ObjectId[]): Promise<Map<string, string>> {
  const distinct = [...new Map(ids.map((id) => [String(id), id])).values()];
  const enrollments = await Enrollment.find({ _id: trusted({ $in: distinct }) })
    .select('employerName')
    .lean();
  return new Map(enrollments.map((each) => [String(each._id), each.employerName]));
}
