import type { QuadraticProblem } from './quadratic-problem.ts';

/** The cheapest plan, by looking at all of them. For a handful of facilities only. */
export function cheapestOfAll(problem: QuadraticProblem): Int32Array {
  const { size } = problem;
  const plan = new Int32Array(size);
  const taken = new Uint8Array(size);
  let best = plan.slice();
  let least = Infinity;

  function place(facility: number, cost: number): void {
    if (facility === size) {
      if (cost < least) [least, best] = [cost, plan.slice()];
      return;
    }
    for (let spot = 0; spot < size; spot++) {
      if (taken[spot]) continue;
      taken[spot] = 1;
      plan[facility] = spot;
      place(facility + 1, cost + costOfNext(problem, plan, facility));
      taken[spot] = 0;
    }
  }

  place(0, 0);
  return best;
}

/** What a facility adds to the cost of those before it. */
function costOfNext({ size, a, b }: QuadraticProblem, plan: Int32Array, next: number): number {
  let cost = a[next * size + next]! * b[plan[next]! * size + plan[next]!]!;
  for (let other = 0; other < next; other++)
    cost +=
      a[next * size + other]! * b[plan[next]! * size + plan[other]!]! +
      a[other * size + next]! * b[plan[other]! * size + plan[next]!]!;
  return cost;
}
