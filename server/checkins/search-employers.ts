import { trusted, type Types } from 'mongoose';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Representative } from '../employers/representative-model.ts';
import { fold } from '../graduates/person-words.ts';
import { EmployerArrival } from './employer-arrival-model.ts';
import { MOST_ROWS, wordsOf } from './search-words.ts';

export interface FoundEmployer {
  enrollmentId: string;
  name: string;
  people: string[];
  here: boolean;
}

/** Accepted employers by the beginnings of the words of their names and of their representatives' names. */
export async function searchEmployers(
  fairId: Types.ObjectId,
  entered: string,
  day: string,
): Promise<FoundEmployer[]> {
  const words = wordsOf(entered);
  if (words.length === 0) return [];
  const accepted = await Enrollment.find({ fairId, state: 'accepted' })
    .select('employerName')
    .lean();
  const ids = accepted.map(({ _id }) => _id);
  const people = await Representative.find({
    enrollmentId: trusted({ $in: ids }),
    removedAt: null,
  })
    .select('enrollmentId name')
    .lean();
  const peopleOf = new Map<string, string[]>();
  for (const { enrollmentId, name } of people) {
    const key = String(enrollmentId);
    peopleOf.set(key, [...(peopleOf.get(key) ?? []), name]);
  }
  const matches = (text: string) => {
    const parts = fold(text).split(' ');
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  const found = accepted
    .map(({ _id, employerName }) => ({
      enrollmentId: String(_id),
      name: employerName,
      people: (peopleOf.get(String(_id)) ?? []).filter(matches),
    }))
    .filter(({ name, people: named }) => named.length > 0 || matches(name))
    .slice(0, MOST_ROWS);
  const arrivals = await EmployerArrival.find({ fairId, day, stands: true })
    .select('enrollmentId')
    .lean();
  const here = new Set(arrivals.map(({ enrollmentId }) => String(enrollmentId)));
  return found.map((each) => ({ ...each, here: here.has(each.enrollmentId) }));
}
