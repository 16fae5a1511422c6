import { canPlaceAll } from '../../../server/booths/assignment/feasible.ts';
import { numbersOf, type Numbers } from '../../../server/booths/assignment/numbers.ts';
import { planBooths } from '../../../server/booths/assignment/plan-booths.ts';
import type { AssignmentProblem } from '../../../server/booths/assignment/problem.ts';
import { standingOf, worthOf, type Worth } from '../../../server/booths/assignment/standing.ts';
import { everyRule, randomProblem } from './random-problem.ts';

const LOOKS = 3;

function planned(problem: AssignmentProblem, seed = 1) {
  const plans = planBooths(problem, { seed, aim: 'best-total' });
  let last = plans.next().value!;
  for (let look = 0; look < LOOKS; look++) last = plans.next().value!;
  return last;
}

/** The best plan, by looking at every one of them. */
function bestOfAll(numbers: Numbers): Worth {
  const { employers, booths, allowed } = numbers;
  const boothOf = new Int32Array(employers.length).fill(-1);
  let best: Worth = { broken: Infinity, left: Infinity, cost: Infinity };
  place(0);
  return best;

  function place(employer: number): void {
    if (employer === employers.length) {
      const worth = worthOf(numbers, standingOf(numbers, boothOf));
      if (worth.broken > 0) return;
      if (worth.left < best.left || (worth.left === best.left && worth.cost < best.cost))
        best = worth;
      return;
    }
    for (let booth = -1; booth < booths.length; booth++) {
      if (booth !== -1 && (!allowed[employer * booths.length + booth] || boothOf.includes(booth)))
        continue;
      boothOf[employer] = booth;
      place(employer + 1);
    }
    boothOf[employer] = -1;
  }
}

describe('a plan for every booth', () => {
  it('is the best there is, never breaks a hard rule, and its bound holds, on 300 small halls', () => {
    let proven = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const hard = everyRule(
        ['package', 'size', 'power', 'access', 'apart'].slice(0, seed % 6) as never,
      );
      const problem = randomProblem(seed, 2 + (seed % 4), 3 + (seed % 3), hard);
      const numbers = numbersOf(problem);
      const best = bestOfAll(numbers);
      const { worth, bound, proven: isProven } = planned(problem);
      expect([seed, worth]).toEqual([seed, best]);
      expect(bound).toBeLessThanOrEqual(worth.cost);
      expect([seed, canPlaceAll(numbers)]).toEqual([seed, best.left === 0 ? 'yes' : 'no']);
      proven += Number(isProven);
    }
    expect(proven).toBeGreaterThan(30);
  });

  it('comes back the same for the same seed', () => {
    const problem = randomProblem(7, 30, 36, everyRule(['power']));
    expect(planned(problem, 3).standing.boothOf).toEqual(planned(problem, 3).standing.boothOf);
  });
});
