import { trusted, type Types } from 'mongoose';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import { fold } from '../graduates/person-words.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { answersFor } from './resume-access.ts';
import { Resume } from './resume-model.ts';

export interface GraduateQuery {
  /** Words, all of which must be found; the beginning of a word is enough. */
  words: string;
  role: string;
  systemId: string;
  page: number;
}

export interface FoundGraduates {
  full: RegistrationFields[];
  fullTotal: number;
  /** Those who approve each employer: no name, school or text; never found by words. */
  limited: Pick<RegistrationFields, '_id' | 'roles' | 'systems'>[];
  limitedTotal: number;
}

export const PER_PAGE = 20;

/** Graduates whom an employer may find. Consent decides who is looked at before any word, role or count does. */
export async function searchGraduates(
  enrollment: Pick<EnrollmentFields, '_id' | 'fairId'>,
  query: GraduateQuery,
): Promise<FoundGraduates> {
  const answers = await answersFor(enrollment._id);
  const common = {
    fairId: enrollment.fairId,
    state: 'active',
    ...(query.role ? { roles: query.role } : {}),
    ...(query.systemId ? { 'systems.systemId': query.systemId } : {}),
  };
  const words = fold(query.words).split(' ').filter(Boolean);
  const named = words.length ? await idsWithWords(enrollment.fairId, words) : null;
  const open = [
    { consent: 'all', _id: trusted({ $nin: answers.no }) },
    { _id: trusted({ $in: answers.yes }) },
  ];
  const visible: Filter = {
    ...common,
    $or: open,
    ...(named ? { $and: [{ _id: trusted({ $in: named }) }] } : {}),
  };
  const answered = [...answers.yes, ...answers.no];
  const hidden: Filter = { ...common, consent: 'approve', _id: trusted({ $nin: answered }) };

  const [full, fullTotal, limited, limitedTotal] = await Promise.all([
    pageOf(visible, query.page).lean<RegistrationFields[]>(),
    Registration.countDocuments(visible),
    named ? [] : pageOf(hidden, query.page).select('roles systems').lean<RegistrationFields[]>(),
    named ? 0 : Registration.countDocuments(hidden),
  ]);
  return { full, fullTotal, limited, limitedTotal };
}

type Filter = Record<string, unknown>;

const pageOf = (filter: Filter, page: number) =>
  Registration.find(filter)
    .sort({ _id: -1 })
    .skip((page - 1) * PER_PAGE)
    .limit(PER_PAGE);

/** Registrations in which every word begins a word of the résumé, the name or the school. */
async function idsWithWords(fairId: Types.ObjectId, words: string[]): Promise<Types.ObjectId[]> {
  let found: Map<string, Types.ObjectId> | null = null;
  for (const word of words.slice(0, 8)) {
    // Folded words hold letters and digits only: nothing in them means anything to a pattern.
    const beginning = trusted({ $regex: new RegExp(`^${word}`) });
    const [inText, inKeys] = await Promise.all([
      Resume.distinct('registrationId', { fairId, words: beginning }),
      Registration.find({ fairId, searchKeys: beginning })
        .select('name preferredName school')
        .lean<Shown[]>(),
    ]);
    const inPerson = inKeys.filter((each) => showsWord(each, word)).map((each) => each._id);
    const ids = new Map<string, Types.ObjectId>();
    for (const id of [...inText, ...inPerson] as Types.ObjectId[])
      if (!found || found.has(String(id))) ids.set(String(id), id);
    found = ids;
  }
  return [...(found?.values() ?? [])];
}

type Shown = Pick<RegistrationFields, '_id' | 'name' | 'preferredName' | 'school'>;

/** The desk's keys also hold the phone's ending and the badge's short code, which employers could spell out letter by letter. */
const showsWord = ({ name, preferredName, school }: Shown, word: string): boolean =>
  fold(`${name} ${preferredName} ${school}`)
    .split(' ')
    .some((each) => each.startsWith(word));
