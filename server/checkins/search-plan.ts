import { arePaired, pairKeysOf } from '../graduates/person-words.ts';
import { hasWords } from './search-words.ts';

/** So many of those who have a word are looked at before it is decided by which to search. */
export const SAMPLE = 120;
const MOST_PAIRED = 3;

/** Pairs of these words under which everybody who has them is kept; none where a word is short or holds digits. */
export const pairsOf = (words: string[]): string[] =>
  words.length > 1 && arePaired(words.slice(0, MOST_PAIRED))
    ? pairKeysOf(words.slice(0, MOST_PAIRED))
    : [];

export interface Entry<Condition> {
  condition: Condition;
  /** Keys of the first of those who are found by it, at most `SAMPLE`. */
  sample: (readonly string[])[];
}

/** A sample that is not full holds all that are found by it. */
export const isWhole = ({ sample }: Entry<unknown>): boolean => sample.length < SAMPLE;

/** Where to enter the index: by what the fewest have; of what many have, by that whose people have all words most often. */
export function bestEntry<Condition>(
  words: string[],
  entries: Entry<Condition>[],
): Entry<Condition> {
  const together = new Map(
    entries.map((entry) => [entry, entry.sample.filter((keys) => hasWords(keys, words)).length]),
  );
  return entries.toSorted(
    (a, b) => a.sample.length - b.sample.length || together.get(b)! - together.get(a)!,
  )[0]!;
}
