import { fold } from '../../server/graduates/person-words.ts';
import { chance, pick, randomFor, type Random } from '../demo/seeded-random.ts';
import type { SearchedPerson } from './search-people.ts';

export interface QueryKind {
  kind: string;
  /** Whether every query of it finds somebody. */
  finds: boolean;
  queries: string[];
}

type Ask = (person: SearchedPerson, random: Random) => string;

const first = (text: string, length: number) => fold(text).slice(0, length);
const given = ({ name }: SearchedPerson) => fold(name).split(' ')[0]!;
const family = ({ name }: SearchedPerson) => fold(name).split(' ').at(-1)!;
/** Beginnings that thousands have; of the last, two thirds. */
const common = ['mar', 'ale', 'dan', 'cam', 'ben', 'pat', 'col'];

const kinds: [kind: string, finds: boolean, ask: Ask][] = [
  ['three letters that thousands have', true, (_, random) => pick(common, random)],
  ['three letters of a name', true, (p, r) => first(chance(0.5, r) ? given(p) : family(p), 3)],
  ['two words', true, (p, r) => twoWords(p, r)],
  ['two beginnings', true, (p) => `${first(given(p), 3)} ${first(family(p), 3)}`],
  ['email', true, ({ email }, r) => (chance(0.5, r) ? email : email.split('@')[0]!)],
  ['phone tail', true, ({ phone }, r) => (chance(0.5, r) ? phone.slice(-4) : phone)],
  ['short code', true, ({ short }) => `${short.slice(0, 4)}-${short.slice(4)}`],
  ['school', true, ({ school }, r) => (chance(0.5, r) ? school : school.split(' ')[0]!)],
  ['name and school', true, (p) => `${family(p)} ${p.school.split(' ')[0]!}`],
  ['employer', true, (_, random) => `Employer ${pick(['Health', 'Clinic'], random)}`],
  ['nobody', false, (p, r) => missing(p, r)],
];

/** So many queries of each kind, as supervisors type them. */
export function queriesFor(people: SearchedPerson[], count: number, round: number): QueryKind[] {
  const whole = people.filter(
    (each) => each.school && given(each).length > 2 && family(each).length > 2,
  );
  return kinds.map(([kind, finds, ask]) => {
    const random = randomFor(round, kind);
    return {
      kind,
      finds,
      queries: Array.from({ length: count }, () => ask(pick(whole, random), random)),
    };
  });
}

/** Now and then the family name first, or with its accents. */
function twoWords(person: SearchedPerson, random: Random): string {
  if (chance(0.3, random)) return person.name;
  const [one, two] = [given(person), family(person)];
  return chance(0.5, random) ? `${one} ${two}` : `${two} ${one}`;
}

/** A word that nobody has, alone or beside one that many have; or a name and a school that do not go together. */
function missing(person: SearchedPerson, random: Random): string {
  const nobody = pick(['zqxw', 'qwertz', 'xxyyzz', 'brzk'], random);
  return pick([nobody, `${given(person)} ${nobody}`, `${pick(common, random)} ${nobody}`], random);
}
