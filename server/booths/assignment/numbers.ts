import { metersBetween, pairRules } from './pair-rules.ts';
import type { AssignmentProblem, BoothFacts, EmployerFacts, Rule } from './problem.ts';
import { barredBy, singleRules } from './single-rules.ts';
import { boothsByWish } from './wish-points.ts';

/** Costs are whole numbers, so that sums never drift: what breaking a rule of weight 1 wholly costs is its square. */
const PART = 100;
export const POINT = PART ** 2;

/** A problem by numbers: employers and booths by their place in the lists; a cell is employer · booths + booth. */
export interface Numbers {
  employers: EmployerFacts[];
  booths: BoothFacts[];
  rules: Rule[];
  /** Of each cell: 1 where no hard rule of single booths is broken and the employer is not pinned elsewhere. */
  allowed: Uint8Array;
  /** Of each booth: 1 where it must not stay empty. */
  filled: Uint8Array;
  /** Of each cell: which wish the booth meets, from 0; −1: none. */
  wishRank: Int16Array;
  /** Of each cell: what the rules of single booths cost. */
  cost: Float64Array;
  /** The booths that a wish names. */
  named: (wish: string) => number[];
  links: Links;
}

/**
 * Pairs of employers whose booths matter to each other. Those of employer i stand at start[i] … start[i + 1] − 1; one
 * costs weight · ways[table][booth · booths + booth of the other].
 */
export interface Links {
  start: Int32Array;
  other: Int32Array;
  weight: Float64Array;
  table: Uint8Array;
  ways: Float64Array[];
  /** Of each table: the rule that it is of. A hard one's entries are 0 or 1, and 1 is no plan. */
  rules: Rule[];
}

/** Puts a problem into numbers. Names of booths and employers that do not exist are left out. */
export function numbersOf(problem: AssignmentProblem): Numbers {
  const { employers, booths, rules } = problem;
  const named = boothsByWish(booths.map((booth) => booth.number));
  const wishRank = wishRanks(employers, booths.length, named);
  return {
    employers,
    booths,
    rules,
    named,
    wishRank,
    filled: new Uint8Array(booths.length),
    ...cellsOf(problem, wishRank),
    links: linksOf(problem),
  };
}

function wishRanks(employers: EmployerFacts[], booths: number, named: Numbers['named']) {
  const ranks = new Int16Array(employers.length * booths).fill(-1);
  employers.forEach(({ wishes }, one) => {
    for (let rank = wishes.length - 1; rank >= 0; rank--)
      for (const booth of named(wishes[rank]!)) ranks[one * booths + booth] = rank;
  });
  return ranks;
}

function cellsOf({ employers, booths, rules }: AssignmentProblem, wishRank: Int16Array) {
  const allowed = new Uint8Array(employers.length * booths.length);
  const cost = new Float64Array(employers.length * booths.length);
  const soft = rules.flatMap((rule) => {
    const breach = rule.hard ? undefined : singleRules[rule.kind];
    return breach ? [{ rule, breach }] : [];
  });
  let cell = 0;
  for (const employer of employers)
    for (const booth of booths) {
      const rank = wishRank[cell]!;
      // Whoever pins an employer has settled everything that a rule might say against the booth.
      allowed[cell] = Number(
        employer.pinnedTo === undefined
          ? barredBy(employer, booth, rules, rank) === null
          : employer.pinnedTo === booth.id,
      );
      let sum = 0;
      for (const { rule, breach } of soft)
        sum += Math.round(rule.weight * POINT * breach(employer, booth, { rule, wishRank: rank }));
      cost[cell++] = sum;
    }
  return { allowed, cost };
}

function linksOf(problem: AssignmentProblem): Links {
  const { employers, booths } = problem;
  const rules = pairRules(problem).filter(({ pairs }) => pairs.length > 0);
  const lists = employers.map((): { other: number; weight: number; table: number }[] => []);
  rules.forEach(({ rule, pairs }, table) => {
    for (const { one, other, weight } of pairs) {
      // Two whom the organizer pinned stand where they stand.
      if (rule.hard && employers[one]!.pinnedTo && employers[other]!.pinnedTo) continue;
      lists[one]!.push({ other, weight, table });
      lists[other]!.push({ other: one, weight, table });
    }
  });
  const all = lists.flat();
  const start = new Int32Array(employers.length + 1);
  lists.forEach((list, at) => (start[at + 1] = start[at]! + list.length));
  return {
    start,
    other: Int32Array.from(all, ({ other }) => other),
    weight: Float64Array.from(all, ({ weight }) => Math.round(weight * PART)),
    table: Uint8Array.from(all, ({ table }) => table),
    ways: rules.map(({ rule, breach }) => waysOf(booths, rule, breach)),
    rules: rules.map(({ rule }) => rule),
  };
}

function waysOf(booths: BoothFacts[], rule: Rule, breach: (meters: number) => number) {
  const ways = new Float64Array(booths.length ** 2);
  booths.forEach((one, k) =>
    booths.forEach((other, l) => {
      if (k === l) return;
      const broken = breach(metersBetween(one, other));
      const counts = rule.hard ? Number(broken > 0) : Math.round(broken * rule.weight * PART);
      ways[k * booths.length + l] = counts;
    }),
  );
  return ways;
}
