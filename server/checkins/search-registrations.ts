import { trusted, type Types } from 'mongoose';
import { beginningWith, phoneTail } from '../graduates/person-words.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { maskEmail } from './mask-email.ts';
import { bestEntry, isWhole, pairsOf, SAMPLE, type Entry } from './search-plan.ts';
import { hasWholeWords, MOST_ROWS, shortCodeOf, wordsOf } from './search-words.ts';

export interface FoundGraduate {
  registrationId: string;
  name: string;
  preferredName: string;
  school: string;
  /** Masked. */
  email: string;
  phoneTail: string;
  state: RegistrationFields['state'];
  since: Date | null;
}

/**
 * Graduates of a fair by the beginnings of words: name, school, email, phone ending or short code. One more than is
 * shown, when there are more; then those who have every word as it was typed are among them before others.
 */
export async function searchRegistrations(
  fairId: Types.ObjectId,
  entered: string,
): Promise<RegistrationFields[]> {
  const code = shortCodeOf(entered);
  const [byCode, byWords] = await Promise.all([
    code ? walk(fairId, [code]) : [],
    byBeginnings(fairId, wordsOf(entered)),
  ]);
  return eachOnce([...byCode, ...byWords]);
}

async function byBeginnings(fairId: Types.ObjectId, words: string[]) {
  const [word] = words;
  if (word === undefined) return [];
  // By one word the index itself comes to the whole word first.
  if (words.length === 1) return walk(fairId, [beginning(word)]);
  const entry = await entryFor(fairId, words);
  if (entry.sample.length === 0) return [];
  const found = await walk(fairId, [entry.condition, ...words.map(onlyTested)]);
  const whole = found.every(({ searchKeys }) => hasWholeWords(searchKeys, words));
  if (found.length <= MOST_ROWS || whole) return found;
  return [...(await walk(fairId, [entry.condition, ...words])), ...found];
}

type Condition = string | object;
const beginning = (word: string): Condition => trusted({ $regex: beginningWith(word) });

/** A pattern that no store looks up in an index, which is entered by one condition only. */
const onlyTested = (word: string): Condition =>
  trusted({ $regex: new RegExp(`(?:${beginningWith(word).source})`) });

/** Goes through the index from the first of what the first condition allows; within a word, by name. */
const walk = (fairId: Types.ObjectId, conditions: Condition[]) =>
  Registration.find({ fairId, $and: conditions.map((searchKeys) => ({ searchKeys })) })
    .hint('registrations_by_word_and_name')
    .limit(MOST_ROWS + 1)
    .lean<RegistrationFields[]>();

/** Thousands share a common word: who has several is found by what the fewest have, two words at once or one. */
async function entryFor(fairId: Types.ObjectId, words: string[]): Promise<Entry<Condition>> {
  const sampleOf = async (condition: Condition): Promise<Entry<Condition>> => {
    const found = await Registration.find({ fairId, searchKeys: condition })
      .hint('registrations_by_word_and_name')
      .select('searchKeys')
      .limit(SAMPLE)
      .lean<Pick<RegistrationFields, 'searchKeys'>[]>();
    return { condition, sample: found.map(({ searchKeys }) => searchKeys) };
  };
  // Nobody under a pair proves nothing: of a very long list of words not all are kept in pairs.
  const sampled = await Promise.all(pairsOf(words).map(sampleOf));
  const pairs = sampled.filter(({ sample }) => sample.length > 0);
  if (pairs.some(isWhole)) return bestEntry(words, pairs);
  return bestEntry(words, [...pairs, ...(await Promise.all(words.map(beginning).map(sampleOf)))]);
}

function eachOnce(found: RegistrationFields[]): RegistrationFields[] {
  return [...new Map(found.map((each) => [String(each._id), each])).values()];
}

export const foundGraduate = (
  registration: RegistrationFields,
  since: Date | null,
): FoundGraduate => ({
  registrationId: String(registration._id),
  name: registration.name,
  preferredName: registration.preferredName,
  school: registration.school,
  email: maskEmail(registration.email),
  phoneTail: phoneTail(registration.phone),
  state: registration.state,
  since,
});
