import type { Numbers } from './numbers.ts';
import { smallestCover } from './smallest-cover.ts';
import { standingOf, type Standing } from './standing.ts';

/** The same standing without as few employers as can be, so that no hard rule between two is broken. */
export function leaveOutBroken(numbers: Numbers, standing: Standing): Standing {
  const atOdds = brokenPairs(numbers, standing.boothOf);
  if (atOdds.size === 0) return standing;
  // A pin holds, so whoever stands beside it gives way, unless both are pinned and then neither is at odds.
  const everything = numbers.employers.length;
  const loss = (one: number) => (numbers.employers[one]!.pinnedTo === undefined ? 1 : everything);
  const out = smallestCover(atOdds, loss);
  return standingOf(
    numbers,
    standing.boothOf.map((booth, one) => (out.has(one) ? -1 : booth)),
  );
}

function brokenPairs({ links, booths, employers }: Numbers, boothOf: Int32Array) {
  const pairs = new Map<number, Set<number>>();
  employers.forEach((_, one) => {
    const booth = boothOf[one]!;
    if (booth === -1) return;
    for (let at = links.start[one]!; at < links.start[one + 1]!; at++) {
      const [other, table] = [links.other[at]!, links.table[at]!];
      const there = boothOf[other]!;
      if (there === -1 || !links.rules[table]!.hard) continue;
      if (links.ways[table]![booth * booths.length + there]! > 0)
        pairs.set(one, (pairs.get(one) ?? new Set<number>()).add(other));
    }
  });
  return pairs;
}
