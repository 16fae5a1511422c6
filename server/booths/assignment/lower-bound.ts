import type { Numbers } from './numbers.ts';
import { bestSeats, type Seats } from './seats.ts';

/**
 * What every plan costs at least that places as many as can be. To what an employer at a booth costs by itself comes
 * half of what its links cost at the very least there: its heaviest over the best ways (Gilmore 1962, Lawler 1963).
 */
export function lowerBound(numbers: Numbers, byThemselves: Seats): number {
  // Whoever is left out costs no link, so then only what holds for everybody counts.
  if (byThemselves.left > 0 || numbers.links.rules.every(({ hard }) => hard))
    return byThemselves.cost;
  return Math.max(byThemselves.cost, Math.ceil(bestSeats(numbers, leastCosts(numbers)).cost));
}

function leastCosts({ employers, booths, allowed, cost, links }: Numbers): Float64Array {
  const least = cost.slice();
  const width = booths.length;
  links.ways.forEach((ways, table) => {
    if (links.rules[table]!.hard) return;
    const cheapest = booths.map((_, booth) => cheapestWays(ways, booth, width));
    employers.forEach((_, one) => {
      const weights = weightsOf(links, one, table);
      if (weights.length === 0) return;
      for (let booth = 0; booth < width; booth++) {
        const cell = one * width + booth;
        if (!allowed[cell]) continue;
        const around = cheapest[booth]!;
        let sum = 0;
        for (let at = 0; at < weights.length && at < around.length; at++)
          sum += weights[at]! * around[at]!;
        least[cell] = least[cell]! + sum / 2;
      }
    });
  });
  return least;
}

function cheapestWays(ways: Float64Array, booth: number, width: number): Float64Array {
  const around = ways.slice(booth * width, (booth + 1) * width);
  return around.filter((_, other) => other !== booth).sort();
}

/** Heaviest first. */
function weightsOf(
  { start, table: tables, weight }: Numbers['links'],
  one: number,
  table: number,
): Float64Array {
  const from = start[one]!;
  const own = weight.slice(from, start[one + 1]);
  return own
    .filter((_, at) => tables[from + at] === table)
    .sort()
    .reverse();
}
