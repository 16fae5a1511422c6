import { anneal } from './anneal.ts';
import { fairSeats } from './fair-seats.ts';
import { leaveOutBroken } from './leave-out-broken.ts';
import { lowerBound } from './lower-bound.ts';
import { numbersOf, type Numbers } from './numbers.ts';
import type { AssignmentProblem } from './problem.ts';
import { bestSeats, type Seats } from './seats.ts';
import { isBetter, standingOf, worthOf, type Standing, type Worth } from './standing.ts';

/** What the plan is best at: the least cost in all, or nobody worse off on their wishes than need be. */
export type Aim = 'best-total' | 'worst-off-first';

export interface PlanOptions {
  /** The same seed and problem give the same plans in the same order. */
  seed: number;
  aim: Aim;
}

/** A plan on the way. */
export interface PlanFound {
  numbers: Numbers;
  standing: Standing;
  worth: Worth;
  /** No plan that places as many costs less; 0 where hard rules between two leave out more than single booths do. */
  bound: number;
  proven: boolean;
}

/**
 * Plans for everybody, each at least as good as the one before: first the best that looks at single booths alone, which
 * is proven to be the best of all where no rule is about two booths; then what a search finds that never ends. No plan
 * breaks a hard rule: whoever cannot be placed without is left out.
 */
export function* planBooths(
  problem: AssignmentProblem,
  options: PlanOptions,
): Generator<PlanFound> {
  const { numbers, seats } = aimed(numbersOf(problem), options.aim);
  const bound = lowerBound(numbers, seats);
  const start = standingOf(numbers, seats.boothOf);
  let best = found(numbers, leaveOutBroken(numbers, start), bound, seats.left);
  yield best;
  if (numbers.links.other.length === 0) while (true) yield best;
  for (const { standing } of anneal(numbers, start, options.seed)) {
    const next = found(numbers, leaveOutBroken(numbers, standing), bound, seats.left);
    if (isBetter(next.worth, best.worth)) best = next;
    yield best;
  }
}

/** For the worst-off first, wishes alone decide which seats come into question; the other rules choose among these. */
function aimed(numbers: Numbers, aim: Aim): { numbers: Numbers; seats: Seats } {
  if (aim === 'best-total') return { numbers, seats: bestSeats(numbers, numbers.cost) };
  const { seats, ...only } = fairSeats(numbers);
  return { numbers: { ...numbers, ...only }, seats };
}

function found(numbers: Numbers, standing: Standing, bound: number, fewestLeft: number): PlanFound {
  const worth = worthOf(numbers, standing);
  const holds = worth.left === fewestLeft;
  return {
    numbers,
    standing,
    worth,
    bound: holds ? bound : 0,
    proven: holds && worth.cost <= bound,
  };
}
