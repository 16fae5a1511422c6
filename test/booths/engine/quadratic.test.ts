import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { cheapestOfAll } from '../../../server/booths/assignment/every-plan.ts';
import { exchange } from '../../../server/booths/assignment/exchange.ts';
import { openExchangeTable } from '../../../server/booths/assignment/exchange-table.ts';
import { gilmoreLawlerBound } from '../../../server/booths/assignment/gilmore-lawler-bound.ts';
import {
  valueOf,
  type QuadraticProblem,
} from '../../../server/booths/assignment/quadratic-problem.ts';
import { readProblemFile } from '../../../server/booths/engine/read-problem-file.ts';
import { solveQuadratic } from '../../../server/booths/assignment/solve-quadratic.ts';
import { searchByTabu } from '../../../server/booths/assignment/tabu-search.ts';
import { countingClock } from './support/problems.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/qap/${name}`, import.meta.url), 'utf8');
const best: Record<string, { value: number }> = JSON.parse(fixture('best-known.json'));

function readInstance(name: string): QuadraticProblem {
  const read = readProblemFile(fixture(`${name}.dat`));
  if (read.kind !== 'quadratic') throw new Error('Expected two tables.');
  return read.problem;
}

const solve = (problem: QuadraticProblem, seed: number, looks: number) =>
  solveQuadratic(problem, { seed, searchMs: looks, clock: countingClock() });

const problems = (least: number, most: number) =>
  fc
    .record({ size: fc.integer({ min: least, max: most }), kinds: fc.nat(3) })
    .chain(({ size, kinds }) => {
      const table = (symmetric: boolean) =>
        fc
          .array(fc.integer({ min: -3, max: 9 }), {
            minLength: size * size,
            maxLength: size * size,
          })
          .map((entries) =>
            Float64Array.from(entries, (entry, at) => {
              const [i, j] = [Math.floor(at / size), at % size];
              return symmetric && j < i ? entries[j * size + i]! : entry;
            }),
          );
      return fc.record({
        size: fc.constant(size),
        a: table((kinds & 1) === 1),
        b: table((kinds & 2) === 2),
      });
    });

describe('the table of exchanges', () => {
  it('knows what each exchange would change, after any exchanges, symmetric or not', () => {
    fc.assert(
      fc.property(
        problems(2, 6),
        fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 8 }),
        (problem, pairs) => {
          const { size } = problem;
          const table = openExchangeTable(
            problem,
            Array.from({ length: size }, (_, i) => i),
          );
          for (const [r, s] of pairs)
            if (r % size !== s % size) exchange(table, r % size, s % size);
          expect(table.value).toBe(valueOf(problem, table.plan));
          for (let u = 0; u < size; u++)
            for (let v = u + 1; v < size; v++) {
              const other = table.plan.slice();
              [other[u], other[v]] = [other[v]!, other[u]!];
              expect(table.change[u * size + v]).toBe(valueOf(problem, other) - table.value);
            }
        },
      ),
    );
  });
});

describe('a quadratic plan', () => {
  it('is the best of all and proven where all can be tried', () => {
    fc.assert(
      fc.property(problems(1, 5), (problem) => {
        const { plan, value, bound, proven } = solve(problem, 1, 1);
        expect([...plan].sort()).toEqual(plan.map((_, i) => i));
        expect({ value, bound, proven }).toEqual({
          value: valueOf(problem, plan),
          bound: value,
          proven: true,
        });
        expect(value).toBe(cheapestByTrial(problem));
      }),
    );
  });

  it('is found by search too, and never below the bound', () => {
    fc.assert(
      fc.property(problems(3, 6), (problem) => {
        const clock = countingClock();
        const found = searchByTabu(problem, { seed: 1, until: 3, clock, lower: -Infinity });
        const least = valueOf(problem, cheapestOfAll(problem));
        expect(valueOf(problem, found)).toBe(least);
        expect(gilmoreLawlerBound(problem)).toBeLessThanOrEqual(least);
      }),
      { numRuns: 40, seed: 30 },
    );
  });

  it.each([
    ['nug12', 20],
    ['nug15', 40],
    ['nug20', 100],
    ['nug30', 300],
    ['tho30', 300],
  ])('of %s is the best known, and the bound is below it', (name, looks) => {
    const { plan, value, bound, proven } = solve(readInstance(name), 1, looks);
    expect(value).toBe(best[name]!.value);
    expect(valueOf(readInstance(name), plan)).toBe(value);
    expect(bound).toBeLessThan(value);
    expect(proven).toBe(false);
  });

  it('is the same for the same seed and the same time', () => {
    const problem = readInstance('nug30');
    expect(solve(problem, 5, 30).plan).toEqual(solve(problem, 5, 30).plan);
    expect(solve(problem, 6, 30).plan).not.toEqual(solve(problem, 5, 30).plan);
  });

  it('is proven as soon as it meets the bound', () => {
    const size = 12;
    const ring = Float64Array.from({ length: size * size }, (_, at) => {
      const apart = Math.abs(Math.floor(at / size) - (at % size));
      return apart === 1 || apart === size - 1 ? 1 : 0;
    });
    const even = new Float64Array(size * size).fill(4);
    const { value, bound, proven, ms } = solve({ size, a: ring, b: even }, 1, 1000);
    expect({ value, bound, proven }).toEqual({ value: 96, bound: 96, proven: true });
    expect(ms).toBeLessThan(10);
  });
});

function cheapestByTrial(problem: QuadraticProblem, plan: number[] = []): number {
  if (plan.length === problem.size) return valueOf(problem, plan);
  const rest = Array.from({ length: problem.size }, (_, place) => place).filter(
    (place) => !plan.includes(place),
  );
  return Math.min(...rest.map((place) => cheapestByTrial(problem, [...plan, place])));
}
