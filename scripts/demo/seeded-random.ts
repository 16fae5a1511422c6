import { below, seededRandom, shuffled } from '../../server/booths/assignment/seeded-random.ts';

/** Numbers in [0, 1). */
export type Random = () => number;

/** A stream of its own for each part of the demo, so that more graduates do not change the employers. */
export function randomFor(seed: number, part: string): Random {
  let mixed = seed >>> 0;
  for (const letter of part) mixed = Math.imul(mixed ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return seededRandom(mixed);
}

export const chance = (probability: number, random: Random): boolean => random() < probability;

/** A whole number, both ends included. */
export const between = (low: number, high: number, random: Random): number =>
  low + below(high - low + 1, random);

export const pick = <T>(list: readonly T[], random: Random): T => list[below(list.length, random)]!;

/** Some of a list, each once, in a random order; all of it when fewer are there. */
export const sample = <T>(list: readonly T[], count: number, random: Random): T[] =>
  [...shuffled(list.length, random)].slice(0, count).map((at) => list[at]!);

/** One of `[what, weight]`, in proportion to the weights. */
export function pickWeighted<T>(choices: readonly (readonly [T, number])[], random: Random): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [what, weight] of choices) {
    left -= weight;
    if (left < 0) return what;
  }
  return choices.at(-1)![0];
}

/** About normal around the middle: the mean of four draws, never outside the two ends. */
export function around(low: number, high: number, random: Random): number {
  const mean = (random() + random() + random() + random()) / 4;
  return Math.round(low + mean * (high - low));
}
