import { numbersOf, type Numbers } from '../../../server/booths/assignment/numbers.ts';
import { planBooths, type Aim } from '../../../server/booths/assignment/plan-booths.ts';
import type { Rule } from '../../../server/booths/assignment/problem.ts';
import { aBooth, anEmployerAt, randomProblem } from './random-problem.ts';

const wishes: Rule = { kind: 'wishes', hard: false, weight: 5 };
const ranks = 3;

/** How many have no wish met, how many their third, their second, their first. */
function tally({ employers, booths, wishRank }: Numbers, boothOf: ArrayLike<number>): number[] {
  const counts = new Array<number>(ranks + 1).fill(0);
  employers.forEach((employer, one) => {
    if (employer.wishes.length === 0) return;
    const rank = wishRank[one * booths.length + boothOf[one]!]!;
    counts[rank === -1 ? 0 : ranks - rank]! += 1;
  });
  return counts;
}

const isFairer = (one: number[], other: number[]): boolean => {
  const at = one.findIndex((count, place) => count !== other[place]);
  return at !== -1 && one[at]! < other[at]!;
};

function fairestOfAll(numbers: Numbers): number[] {
  const boothOf: number[] = [];
  let best = [Infinity];
  place();
  return best;

  function place(): void {
    if (boothOf.length === numbers.employers.length) {
      const counts = tally(numbers, boothOf);
      if (isFairer(counts, best)) best = counts;
      return;
    }
    for (const booth of numbers.booths.keys()) {
      if (boothOf.includes(booth)) continue;
      boothOf.push(booth);
      place();
      boothOf.pop();
    }
  }
}

function planned(problem: Parameters<typeof planBooths>[0], aim: Aim) {
  const { numbers, standing, proven } = planBooths(problem, { seed: 1, aim }).next().value!;
  return { counts: tally(numbers, standing.boothOf), proven };
}

describe('a plan fair to the worst-off', () => {
  it('gives up first wishes so that nobody goes without any', () => {
    const booths = ['A1', 'A2', 'A3', 'A4', 'A5'].map((number) => aBooth(number));
    const wished = [['A1', 'A2'], ['A2', 'A3'], ['A3', 'A4'], ['A4', 'A5'], ['A1']];
    const employers = wished.map((wishes, at) => anEmployerAt(`${at}`, { wishes }));
    const problem = { rules: [wishes], booths, employers };
    expect(planned(problem, 'best-total')).toEqual({ counts: [1, 0, 0, 4], proven: true });
    expect(planned(problem, 'worst-off-first')).toEqual({ counts: [0, 0, 4, 1], proven: true });
  });

  it('is as fair as any plan, in 300 random halls', () => {
    let differs = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const problem = randomProblem(seed, 2 + (seed % 5), 6, [wishes]);
      const fairest = fairestOfAll(numbersOf(problem));
      const { counts } = planned(problem, 'worst-off-first');
      expect([seed, counts]).toEqual([seed, fairest]);
      differs += Number(isFairer(counts, planned(problem, 'best-total').counts));
    }
    expect(differs).toBeGreaterThan(0);
  });
});
