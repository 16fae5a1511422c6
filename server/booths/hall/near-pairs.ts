import { boundsOf, type Point } from './rectangles.ts';

/** Something with a shape in a room. */
export interface Shaped {
  room: string;
  corners: Point[];
}

/**
 * Pairs of one room whose upright bounds come within `reach` of each other, found by sweeping from left to right, so that
 * a thousand booths need no million comparisons.
 */
export function* nearPairs<T extends Shaped>(all: T[], reach: number): Generator<[T, T]> {
  const swept = all
    .map((each) => ({ each, ...boundsOf(each.corners) }))
    .sort((a, b) => a.left - b.left);
  for (const [at, one] of swept.entries())
    for (let next = at + 1; next < swept.length; next++) {
      const other = swept[next]!;
      if (other.left > one.right + reach) break;
      const isLevel = other.top <= one.bottom + reach && one.top <= other.bottom + reach;
      if (isLevel && one.each.room === other.each.room) yield [one.each, other.each];
    }
}
