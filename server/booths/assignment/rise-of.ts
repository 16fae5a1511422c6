import type { Numbers } from './numbers.ts';

export interface Move {
  employer: number;
  /** −1: it had none. */
  from: number;
  /** −1: it has none. */
  to: number;
}

/**
 * What a plan costs more once some have moved than before; whoever is left out costs nothing. Infinite when a hard rule
 * between two is broken that one of them has a part in.
 */
export function riseOf(numbers: Numbers, after: Int32Array, moves: Move[]): number {
  const moved = new Set(moves.map(({ employer }) => employer));
  const is = costOf(numbers, after, moved);
  if (is === Infinity) return Infinity;
  const before = after.slice();
  for (const { employer, from } of moves) before[employer] = from;
  return is - costOf(numbers, before, moved, false);
}

/** What some employers cost where they stand; among themselves each pair once. */
function costOf(
  { links, cost, booths }: Numbers,
  boothOf: Int32Array,
  some: Set<number>,
  refuses = true,
): number {
  let sum = 0;
  for (const one of some) {
    const booth = boothOf[one]!;
    if (booth === -1) continue;
    sum += cost[one * booths.length + booth]!;
    for (let at = links.start[one]!; at < links.start[one + 1]!; at++) {
      const other = boothOf[links.other[at]!]!;
      if (other === -1) continue;
      const table = links.table[at]!;
      const way = links.ways[table]![booth * booths.length + other]!;
      if (links.rules[table]!.hard) {
        if (refuses && way > 0) return Infinity;
      } else sum += (links.weight[at]! * way) / (some.has(links.other[at]!) ? 2 : 1);
    }
  }
  return sum;
}
