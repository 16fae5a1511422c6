import { trusted, type Types } from 'mongoose';
import { Enrollment } from './enrollment-model.ts';
import { mayBeSame, nameKey } from './name-key.ts';

/** Other enrollments at the fair that may be the same organization. For organizers: strangers must not learn who applied. */
export async function possibleDuplicates(
  fairId: Types.ObjectId,
  enrollmentId: Types.ObjectId,
  name: string,
) {
  const others = await Enrollment.find({ fairId, _id: trusted({ $ne: enrollmentId }) })
    .select('employerName state contact.email')
    .lean();
  return others
    .filter((other) => mayBeSame(other.employerName, name))
    .map((other) => ({
      id: String(other._id),
      name: other.employerName,
      state: other.state,
      sameKey: nameKey(other.employerName) === nameKey(name),
    }));
}

/** For the public form: only employers that are already public, that is accepted at this fair. */
export async function publicDuplicates(fairId: Types.ObjectId, name: string): Promise<string[]> {
  const accepted = await Enrollment.find({ fairId, state: 'accepted' })
    .select('employerName')
    .lean();
  return accepted.map((each) => each.employerName).filter((other) => mayBeSame(other, name));
}
