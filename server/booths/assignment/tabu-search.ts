import { exchange } from './exchange.ts';
import { loadPlan, openExchangeTable, type ExchangeTable } from './exchange-table.ts';
import { isWhole, type QuadraticProblem } from './quadratic-problem.ts';
import { below, seededRandom, shuffled } from './seeded-random.ts';

interface TabuOptions {
  seed: number;
  until: number;
  clock: () => number;
  /** A value that cannot be undercut: reaching it ends the search. */
  lower: number;
}

interface Tabu {
  table: ExchangeTable;
  random: () => number;
  step: number;
  /** Until which step facility u may not go back to place k, at u · size + k. */
  barred: Float64Array;
  best: { value: number; plan: Int32Array };
  /** Lowest value since the last kick, and how many steps ago. */
  lowest: number;
  stale: number;
  /** Fractional costs add up with tiny errors; a gain smaller than this is none. */
  grain: number;
}

/**
 * Tabu search over exchanges, with barred times drawn at random (É. Taillard's robust tabu search, 1991): always the
 * best exchange that is not barred, uphill too. When it stalls, a few facilities are rotated and it goes on from there.
 */
export function searchByTabu(problem: QuadraticProblem, options: TabuOptions): Int32Array {
  const tabu = openSearch(problem, options.seed);
  const { size } = problem;
  const patience = 100 * size;
  const stepsPerLook = Math.max(1, Math.round(200_000 / size ** 2));
  while (tabu.best.value > options.lower && options.clock() < options.until) {
    for (let count = 0; count < stepsPerLook; count++) takeStep(tabu);
    if (tabu.stale > patience) kick(tabu);
  }
  return tabu.best.plan;
}

function openSearch(problem: QuadraticProblem, seed: number): Tabu {
  const random = seededRandom(seed);
  const table = openExchangeTable(problem, shuffled(problem.size, random));
  return {
    table,
    random,
    step: 1,
    barred: new Float64Array(problem.size ** 2),
    best: { value: table.value, plan: table.plan.slice() },
    lowest: table.value,
    stale: 0,
    grain: isWhole(problem) ? 0 : Math.abs(table.value) * 1e-10,
  };
}

function takeStep(tabu: Tabu): void {
  const { table, random, barred, best } = tabu;
  const { size, plan } = table;
  const pair = bestExchange(tabu);
  const u = pair === -1 ? below(size - 1, random) : Math.floor(pair / size);
  const v = pair === -1 ? u + 1 + below(size - 1 - u, random) : pair % size;
  const [placeOfU, placeOfV] = [plan[u]!, plan[v]!];
  exchange(table, u, v);
  barred[u * size + placeOfU] = tabu.step + Math.floor(size * (0.9 + 0.2 * random()));
  barred[v * size + placeOfV] = tabu.step + Math.floor(size * (0.9 + 0.2 * random()));
  tabu.step++;
  tabu.stale++;
  if (table.value < tabu.lowest - tabu.grain) [tabu.lowest, tabu.stale] = [table.value, 0];
  if (table.value < best.value - tabu.grain) {
    best.value = table.value;
    best.plan.set(plan);
  }
}

/** The cheapest exchange that is not barred, or that beats the best plan so far; u · size + v, or −1. */
function bestExchange({ table, random, barred, step, best, grain }: Tabu): number {
  const { size, plan, change, value } = table;
  const record = best.value - value - grain;
  let least = Infinity;
  let pair = -1;
  // A first row drawn at random keeps exchanges that are equally good from always going to the same pair.
  for (
    let count = 0, u = below(size, random);
    count < size;
    count++, u = u + 1 === size ? 0 : u + 1
  ) {
    const row = u * size;
    const placeOfU = plan[u]!;
    for (let v = u + 1; v < size; v++) {
      const gain = change[row + v]!;
      if (gain >= least) continue;
      const open = barred[row + plan[v]!]! < step || barred[v * size + placeOfU]! < step;
      if (!open && gain >= record) continue;
      least = gain;
      pair = row + v;
    }
  }
  return pair;
}

/** Rotates between a sixth and a third of the facilities of the best plan, sometimes of the present one. */
function kick(tabu: Tabu): void {
  const { table, random, best } = tabu;
  const { size } = table;
  const from = random() < 0.7 ? best.plan : table.plan;
  const plan = from.slice();
  const count = Math.max(3, Math.round((size * (1 + random())) / 6));
  const moving = shuffled(size, random).subarray(0, count);
  moving.forEach((who, at) => (plan[who] = from[moving[(at + 1) % count]!]!));
  loadPlan(table, plan);
  tabu.barred.fill(0);
  tabu.lowest = table.value;
  tabu.stale = 0;
}
