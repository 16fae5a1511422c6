/** Lower case without accents, letters and digits only; "Nguyễn-O’Neil" and "nguyen oneil" fold alike. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
    .replace(/ł/gi, 'l')
    .replace(/ø/gi, 'o')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const afterSurname = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'phd', 'md', 'rn']);

/** What a person is filed under: the last word of the name, folded. */
export function surnameOf(name: string): string {
  const words = fold(name).split(' ');
  const last = words.findLastIndex((word) => !afterSurname.has(word));
  return words[Math.max(last, 0)] ?? '';
}

/** Filed between two letters, both included; an empty one is no limit. */
export const isFiledBetween = (surname: string, from: string, to: string): boolean =>
  (from === '' || surname.slice(0, 1) >= from.toLowerCase()) &&
  (to === '' || surname.slice(0, 1) <= to.toLowerCase());

/** Finds a word by its beginning in an index of words, whatever was typed. */
export const beginningWith = (word: string): RegExp =>
  new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

const PHONE_TAIL = 4;
const phoneTail = (phone: string): string => phone.replace(/\D/g, '').slice(-PHONE_TAIL);

export interface Person {
  name: string;
  preferredName?: string;
  email?: string;
  phone?: string;
  school?: string;
}

/** What the desk's search finds a person by: folded words, email and its first part, the phone's last digits, the short code. */
export function searchKeysOf(person: Person, shortCode = ''): string[] {
  const words = [person.name, person.preferredName ?? '', person.school ?? '']
    .flatMap((text) => fold(text).split(' '))
    .concat(fold(person.name), person.email?.toLowerCase() ?? '', shortCode.toLowerCase());
  const tail = phoneTail(person.phone ?? '');
  if (tail.length === PHONE_TAIL) words.push(tail);
  return [...new Set(words.filter((word) => word.length >= 2))].slice(0, 40);
}

/** Two registrations that share a key may be one person: same name, and same school or phone ending. */
export function personKeysOf(person: Person): string[] {
  const name = fold(person.name);
  const school = fold(person.school ?? '');
  const tail = phoneTail(person.phone ?? '');
  return [school && `${name}|${school}`, tail.length === PHONE_TAIL && `${name}|${tail}`].filter(
    (key): key is string => Boolean(key),
  );
}
