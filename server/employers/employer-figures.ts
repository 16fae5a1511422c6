import { trusted, type Types } from 'mongoose';
import { Employer } from './employer-model.ts';
import { Enrollment, type EnrollmentFields } from './enrollment-model.ts';
import { nameKey } from './name-key.ts';
import { Opening, type OpeningFields } from './opening-model.ts';
import { Representative } from './representative-model.ts';

export const openingsOf = (enrollmentId: Types.ObjectId) =>
  Opening.find({ enrollmentId }).sort({ addedAt: 1 }).limit(200).lean<OpeningFields[]>();

/** The accepted employers of a fair by name; competitors as typed, and as enrollments where a name is known here. */
export async function acceptedEmployers(fairId: Types.ObjectId) {
  const accepted = await Enrollment.find({ fairId, state: 'accepted' })
    .sort({ employerName: 1 })
    .lean<EnrollmentFields[]>();
  const byName = new Map(accepted.map((each) => [nameKey(each.employerName), each._id]));
  return accepted.map((enrollment) => ({
    ...enrollment,
    competitors: enrollment.notBeside
      .map((name) => byName.get(nameKey(name)))
      .filter((id): id is Types.ObjectId => id !== undefined && !id.equals(enrollment._id)),
  }));
}

/** What the public list tells of each accepted employer. */
export async function publicEmployers(fairId: Types.ObjectId) {
  const accepted = await acceptedEmployers(fairId);
  const ids = accepted.map((each) => each.employerId);
  const [employers, openings] = await Promise.all([
    Employer.find({ _id: trusted({ $in: ids }) }).lean(),
    Opening.find({ fairId }).lean<OpeningFields[]>(),
  ]);
  const byId = new Map(employers.map((each) => [String(each._id), each]));
  return accepted.map((enrollment) => {
    const employer = byId.get(String(enrollment.employerId));
    const own = openings.filter((each) => each.enrollmentId.equals(enrollment._id));
    return {
      enrollmentId: String(enrollment._id),
      name: enrollment.employerName,
      kind: enrollment.employerKind,
      place: employer?.place ?? '',
      about: employer?.about ?? '',
      rural: enrollment.rural,
      roles: [...new Set(own.flatMap((each) => each.roles))],
      takesBeginners: own.some((each) => each.yearsAsked === 0),
      trainsOn: [...new Set(own.flatMap((each) => each.systemsTrained))],
      openings: own.map(({ title, roles, yearsAsked, place, rural }) => ({
        title,
        roles,
        yearsAsked,
        place,
        rural,
      })),
    };
  });
}

/** How many applications stand in each state. */
export async function countByState(fairId: Types.ObjectId): Promise<Record<string, number>> {
  const rows = await Enrollment.aggregate<{ _id: string; count: number }>([
    { $match: { fairId } },
    { $group: { _id: '$state', count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
}

export const teamSize = (enrollmentId: Types.ObjectId) =>
  Representative.countDocuments({ enrollmentId, removedAt: null });
