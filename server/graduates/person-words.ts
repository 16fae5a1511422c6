import { withoutAccents } from '../web/without-accents.ts';

/** Lower case without accents, letters and digits only; "Nguyễn-O’Neil" and "nguyen oneil" fold alike. */
export const fold = (text: string): string =>
  withoutAccents(text.replace(inWords, ''))
    .toLowerCase()
    .replace(/[đðłøßæœþı]/g, (letter) => plainFor[letter]!)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();

/** Apostrophes of every keyboard, and dots: they stand within a word and do not part it. */
const inWords = /['’‘ʼʻ´`.]/g;
const plainFor: Record<string, string> = {
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
};

const afterSurname = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'phd', 'md', 'rn']);

/** What a person is filed under: the last word of the name, folded; a hyphen parts no surname. */
export const surnameOf = (name: string): string => fold(partName(name).surname);

/** As a list by surname is read: "Aguirre-Núñez, Pat", "King Jr., Martin Luther"; one word alone stays as it is. */
export function filedName(name: string): string {
  const { given, surname, after } = partName(name);
  return [[surname, ...after].join(' '), given.join(' ')].filter(Boolean).join(', ');
}

function partName(name: string) {
  const words = name.split(/\s+/).filter((word) => fold(word) !== '');
  const at = Math.max(
    words.findLastIndex((word) => !afterSurname.has(fold(word))),
    0,
  );
  return { given: words.slice(0, at), surname: words[at] ?? '', after: words.slice(at + 1) };
}

/** Filed between two letters, both included; an empty one is no limit. */
export const isFiledBetween = (surname: string, from: string, to: string): boolean =>
  (from === '' || surname.slice(0, 1) >= from.toLowerCase()) &&
  (to === '' || surname.slice(0, 1) <= to.toLowerCase());

/** Finds a word by its beginning in an index of words, whatever was typed. */
export const beginningWith = (word: string): RegExp =>
  new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

const PHONE_TAIL = 4;
/** The last four digits of a phone number. */
export const phoneTail = (phone: string): string => phone.replace(/\D/g, '').slice(-PHONE_TAIL);

export interface Person {
  name: string;
  preferredName?: string;
  email?: string;
  phone?: string;
  school?: string;
}

/** What the desk's search finds a person by: folded words, email and its first part, the phone's last digits, the short code. */
export function searchKeysOf(person: Person, shortCode = ''): string[] {
  const { name, preferredName = '', school = '' } = person;
  const email = person.email?.toLowerCase() ?? '';
  const words = [name, preferredName, school, email.split('@')[0]!]
    // O'Brien is looked for as "obrien" and as "brien", ann.lee@ as "annlee" and as "lee".
    .flatMap((text) => [text, text.replace(inWords, ' ')])
    .flatMap((text) => fold(text).split(' '))
    .concat(fold(name), email, shortCode.toLowerCase());
  const tail = phoneTail(person.phone ?? '');
  if (tail.length === PHONE_TAIL) words.push(tail);
  const keys = [...new Set(words.filter((word) => word.length >= 2))].slice(0, 40);
  return [...keys, ...pairKeysOf(keys.slice(0, MOST_PAIRED))];
}

const MOST_PAIRED = 16;
const PAIRED_LETTERS = 3;

/** Every two words by their first letters: thousands have either of two common words, few have both. */
export function pairKeysOf(words: string[]): string[] {
  const starts = [...new Set(words.filter(isPaired).map((word) => word.slice(0, PAIRED_LETTERS)))];
  return starts.flatMap((one, at) =>
    starts.slice(at + 1).map((two) => `+${[one, two].sort().join(' ')}`),
  );
}

/** Codes, numbers and addresses are rare enough alone. */
const isPaired = (word: string): boolean => /^[^\d@ ]{3,}$/.test(word);

/** Whether all of these words are looked for by pairs; of two that begin alike nobody is found by both. */
export const arePaired = (words: string[]): boolean =>
  words.every(isPaired) &&
  new Set(words.map((word) => word.slice(0, PAIRED_LETTERS))).size === words.length;

/** Two registrations that share a key may be one person: same name, and same school or phone ending. */
export function personKeysOf(person: Person): string[] {
  const name = fold(person.name);
  const school = fold(person.school ?? '');
  const tail = phoneTail(person.phone ?? '');
  return [school && `${name}|${school}`, tail.length === PHONE_TAIL && `${name}|${tail}`].filter(
    (key): key is string => Boolean(key),
  );
}
