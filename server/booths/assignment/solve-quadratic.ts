import { cheapestOfAll } from './every-plan.ts';
import { gilmoreLawlerBound } from './gilmore-lawler-bound.ts';
import { valueOf, type QuadraticProblem } from './quadratic-problem.ts';
import { searchByTabu } from './tabu-search.ts';

export interface SearchOptions {
  seed: number;
  searchMs: number;
  clock?: () => number;
}

export interface QuadraticPlan {
  /** Place of each facility, from 0. */
  plan: number[];
  value: number;
  /** No plan can be cheaper than this. */
  bound: number;
  proven: boolean;
  ms: number;
}

/** Up to this size every plan is looked at: 8! = 40,320. */
const tiny = 8;

/** Finds a cheap plan and says how far from the cheapest it can be at most. Small problems are solved exactly. */
export function solveQuadratic(problem: QuadraticProblem, options: SearchOptions): QuadraticPlan {
  const clock = options.clock ?? (() => performance.now());
  const start = clock();
  const exact = problem.size <= tiny;
  const lower = exact ? -Infinity : gilmoreLawlerBound(problem);
  const found = exact
    ? cheapestOfAll(problem)
    : searchByTabu(problem, {
        seed: options.seed,
        until: clock() + options.searchMs,
        clock,
        lower,
      });
  const value = valueOf(problem, found);
  const bound = exact ? value : Math.min(lower, value);
  return { plan: [...found], value, bound, proven: value === bound, ms: clock() - start };
}
