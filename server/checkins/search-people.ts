import type { Types } from 'mongoose';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import { maskEmail } from './mask-email.ts';
import { graduatePlaces, teamTimes, type Place } from './search-arrivals.ts';
import { foundGraduate, searchRegistrations } from './search-registrations.ts';
import { searchRepresentatives, type KnownRepresentative } from './search-representatives.ts';
import { hasWholeWords, MOST_ROWS, wordsOf } from './search-words.ts';

export interface FoundPerson {
  kind: 'graduate' | 'representative';
  id: string;
  name: string;
  preferredName: string;
  /** A graduate's school or a representative's employer. */
  from: string;
  email: string;
  phoneTail: string;
  state: RegistrationFields['state'];
  /** When this graduate or the representative's team arrived on that day. */
  since: Date | null;
  desk: string;
}

export interface Found {
  people: FoundPerson[];
  /** More match than are listed. */
  more: boolean;
  tooShort: boolean;
}

type Match = { name: string; id: string; whole: boolean } & (
  { graduate: RegistrationFields } | { representative: KnownRepresentative }
);

/** Whom a supervisor may mean: first those who have every word as it was typed, then the others, each by name. */
export async function searchPeople(
  fairId: Types.ObjectId,
  entered: string,
  day: string,
): Promise<Found> {
  const words = wordsOf(entered);
  if (words.length === 0) return { people: [], more: false, tooShort: entered !== '' };
  const [graduates, representatives] = await Promise.all([
    searchRegistrations(fairId, entered),
    searchRepresentatives(fairId, entered),
  ]);
  const matches = [
    ...graduates.map((graduate): Match => {
      const { _id, name, searchKeys } = graduate;
      return { graduate, name, id: String(_id), whole: hasWholeWords(searchKeys, words) };
    }),
    ...representatives.map((representative): Match => {
      const { id, name, keys } = representative;
      return { representative, name, id, whole: hasWholeWords(keys, words) };
    }),
  ].sort(byRank);
  const people = await peopleAt(matches.slice(0, MOST_ROWS), day);
  return { people, more: matches.length > MOST_ROWS, tooShort: false };
}

const names = new Intl.Collator('en');
const byRank = (a: Match, b: Match): number =>
  Number(b.whole) - Number(a.whole) || names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

async function peopleAt(matches: Match[], day: string): Promise<FoundPerson[]> {
  const graduates = matches.flatMap((each) => ('graduate' in each ? [each.graduate._id] : []));
  const teams = matches.flatMap((each) =>
    'graduate' in each ? [] : [each.representative.enrollmentId],
  );
  const [places, times] = await Promise.all([
    graduatePlaces(graduates, day),
    teamTimes(teams, day),
  ]);
  return matches.map((each) =>
    'graduate' in each
      ? graduateRow(each.graduate, places.get(each.id))
      : teamRow(each.representative, times.get(String(each.representative.enrollmentId))),
  );
}

function graduateRow(graduate: RegistrationFields, place?: Place): FoundPerson {
  const { registrationId, school, ...shown } = foundGraduate(graduate, place?.at ?? null);
  return { ...shown, kind: 'graduate', id: registrationId, from: school, desk: place?.desk ?? '' };
}

const teamRow = (person: KnownRepresentative, since?: Date): FoundPerson => ({
  kind: 'representative',
  id: person.id,
  name: person.name,
  preferredName: '',
  from: person.employer,
  email: maskEmail(person.email),
  phoneTail: '',
  state: 'active',
  since: since ?? null,
  desk: '',
});
