import fc from 'fast-check';
import { assignBooths } from '../../../server/booths/engine/assign-booths.ts';
import type { BoothProblem } from '../../../server/booths/engine/booth-problem.ts';
import { checkPlan } from '../../../server/booths/engine/check-plan.ts';
import { bestByTrial } from './support/best-by-trial.ts';
import { aProblem, countingClock } from './support/problems.ts';

const plan = (problem: BoothProblem, seed = 1) =>
  assignBooths(problem, { seed, searchMs: 40, clock: countingClock() });

const anyHall = aProblem({ booths: 24, employers: 24, pins: true });
const smallHall = aProblem({ booths: 5, employers: 4, pins: false });
const runs = { numRuns: 150, seed: 20 };

describe('any plan of booths', () => {
  it('keeps every hard rule', () => {
    fc.assert(
      fc.property(anyHall, (problem) => {
        const { placements, apartViolations } = plan(problem);
        expect(checkPlan(problem, placements)).toEqual([]);
        expect(apartViolations).toBe(0);
      }),
      runs,
    );
  });

  it('places each employer once or says in a sentence why not', () => {
    fc.assert(
      fc.property(anyHall, (problem) => {
        const { placements, unplaced } = plan(problem);
        const named = [...placements, ...unplaced].map(({ employerId }) => employerId);
        expect(named.sort()).toEqual(problem.employers.map(({ id }) => id).sort());
        for (const { reason } of unplaced) expect(reason).toMatch(/^[A-Z](?!.*undefined).*\w.*\.$/);
        for (const { reasons } of placements)
          expect(reasons.join(' ')).toMatch(/^(?!.*undefined).+\.$/);
      }),
      runs,
    );
  });

  it('leaves nobody out who could simply step into a free booth', () => {
    fc.assert(
      fc.property(anyHall, (problem) => {
        const { placements, unplaced } = plan(problem);
        const held = new Set(placements.map(({ boothId }) => boothId));
        const pinnedOut = new Set(
          problem.employers.filter(({ pinnedBoothId }) => pinnedBoothId).map(({ id }) => id),
        );
        for (const { employerId } of unplaced.filter((one) => !pinnedOut.has(one.employerId)))
          for (const booth of problem.booths.filter(({ id }) => !held.has(id))) {
            const more = [...placements, { employerId, boothId: booth.id }];
            expect(checkPlan(problem, more)).not.toEqual([]);
          }
      }),
      runs,
    );
  });

  it('never claims more for the wishes than their bound, and a proof only at the bound', () => {
    fc.assert(
      fc.property(anyHall, (problem) => {
        const { wishValue, wishBound, provenForWishes } = plan(problem);
        expect(wishValue).toBeLessThanOrEqual(wishBound);
        expect(provenForWishes).toBe(wishValue === wishBound);
      }),
      runs,
    );
  });

  it('is the same for the same seed and the same number of rounds', () => {
    fc.assert(
      fc.property(anyHall, fc.nat(), (problem, seed) => {
        expect(plan(problem, seed)).toEqual(plan(problem, seed));
      }),
      { ...runs, numRuns: 50 },
    );
  });
});

describe('a plan of a small hall', () => {
  it('is as good as the best of all plans', () => {
    fc.assert(
      fc.property(smallHall, (problem) => {
        const { placements, wishValue } = plan(problem);
        expect({ placed: placements.length, wishes: wishValue }).toEqual(bestByTrial(problem));
      }),
      runs,
    );
  });

  it('is worth the same whatever the employers are called and however they are listed', () => {
    fc.assert(
      fc.property(smallHall, fc.infiniteStream(fc.nat()), (problem, numbers) => {
        const renamed = relabeled(problem, numbers);
        const [one, other] = [plan(problem), plan(renamed)];
        expect(other.value).toBe(one.value);
        expect(other.placements).toHaveLength(one.placements.length);
      }),
      runs,
    );
  });
});

function relabeled({ booths, employers }: BoothProblem, numbers: Iterator<number>): BoothProblem {
  const order = employers
    .map((employer) => ({ employer, at: Number(numbers.next().value) }))
    .sort((one, other) => one.at - other.at);
  const nameOf = new Map(order.map(({ employer }, at) => [employer.id, `employer-${at}`]));
  return {
    booths,
    employers: order.map(({ employer }) => ({
      ...employer,
      id: nameOf.get(employer.id)!,
      notBeside: employer.notBeside.flatMap((id) => nameOf.get(id) ?? []),
    })),
  };
}
