import { Types } from 'mongoose';
import { shortCache } from '../access/short-cache.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Representative } from '../employers/representative-model.ts';
import { searchKeysOf } from '../graduates/person-words.ts';
import { hasWords, wordsOf } from './search-words.ts';

export interface KnownRepresentative {
  id: string;
  enrollmentId: Types.ObjectId;
  name: string;
  email: string;
  employer: string;
  keys: string[];
}

/** Those of a fair are few and change seldom: read once for all letters that somebody types in a row. */
const peopleByFair = shortCache((fairId) => readPeople(new Types.ObjectId(fairId)), {
  maxAgeMs: 5000,
  maxEntries: 20,
});

/** Representatives of accepted employers by the beginnings of words of their name, email and employer. */
export async function searchRepresentatives(
  fairId: Types.ObjectId,
  entered: string,
): Promise<KnownRepresentative[]> {
  const words = wordsOf(entered);
  if (words.length === 0) return [];
  const people = (await peopleByFair.get(String(fairId))) ?? [];
  return people.filter(({ keys }) => hasWords(keys, words));
}

async function readPeople(fairId: Types.ObjectId): Promise<KnownRepresentative[]> {
  const [enrollments, representatives] = await Promise.all([
    Enrollment.find({ fairId, state: 'accepted' }).select('employerName').lean(),
    Representative.find({ fairId, removedAt: null }).select('enrollmentId name email').lean(),
  ]);
  const employers = new Map(enrollments.map((each) => [String(each._id), each.employerName]));
  return representatives.flatMap(({ _id, enrollmentId, name, email }) => {
    const employer = employers.get(String(enrollmentId));
    if (employer === undefined) return [];
    const keys = searchKeysOf({ name, email, school: employer });
    return [{ id: String(_id), enrollmentId, name, email, employer, keys }];
  });
}
