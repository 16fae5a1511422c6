import fc from 'fast-check';
import { assignAtLowestCost } from '../../../server/booths/assignment/linear-assignment.ts';

const table = (size: number, cost: fc.Arbitrary<number>) =>
  fc.array(cost, { minLength: size * size, maxLength: size * size });
const tables = (cost: fc.Arbitrary<number>) =>
  fc.integer({ min: 1, max: 7 }).chain((size) => fc.tuple(fc.constant(size), table(size, cost)));

const costOf = (costs: number[], size: number, columns: Iterable<number>) =>
  [...columns].reduce((sum, column, row) => sum + costs[row * size + column]!, 0);

function cheapestByTrial(costs: number[], size: number, row = 0, taken = 0): number {
  if (row === size) return 0;
  let least = Infinity;
  for (let column = 0; column < size; column++)
    if (!(taken & (1 << column))) {
      const rest = cheapestByTrial(costs, size, row + 1, taken | (1 << column));
      least = Math.min(least, costs[row * size + column]! + rest);
    }
  return least;
}

describe('the cheapest assignment', () => {
  it.each([
    ['one row', 1, [7], [0]],
    ['two that want the same', 2, [1, 2, 1, 9], [1, 0]],
    ['negative costs', 2, [-5, 0, -6, -5], [0, 1]],
    ['a forbidden diagonal', 3, [1e9, 1, 5, 1, 1e9, 5, 5, 5, 1e9], [1, 2, 0]],
  ])('settles %s', (_, size, costs, columns) => {
    const found = assignAtLowestCost(Float64Array.from(costs), size);
    expect(costOf(costs, size, found)).toBe(costOf(costs, size, columns));
  });

  it('is empty for an empty table', () => {
    expect([...assignAtLowestCost(new Float64Array(0), 0)]).toEqual([]);
  });

  it.each([
    ['many ties', fc.integer({ min: 0, max: 2 })],
    ['whole costs', fc.integer({ min: -1000, max: 1000 })],
    ['forbidden cells', fc.constantFrom(0, 30, 50, 100, 60_000)],
  ])('costs what trying everything finds: %s', (_, cost) => {
    fc.assert(
      fc.property(tables(cost), ([size, costs]) => {
        const columns = assignAtLowestCost(Float64Array.from(costs), size);
        expect(new Set(columns).size).toBe(size);
        expect(costOf(costs, size, columns)).toBe(cheapestByTrial(costs, size));
      }),
      { numRuns: 300 },
    );
  });

  it('settles fractional costs as closely as they can be added', () => {
    fc.assert(
      fc.property(tables(fc.double({ min: -9, max: 9, noNaN: true })), ([size, costs]) => {
        const columns = assignAtLowestCost(Float64Array.from(costs), size);
        expect(costOf(costs, size, columns)).toBeCloseTo(cheapestByTrial(costs, size), 9);
      }),
    );
  });

  it('settles 200 rows whose best columns are known', () => {
    const size = 200;
    const best = (row: number) => (row * 77 + 13) % size;
    const costs = Array.from({ length: size * size }, (_, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      // What rows and columns add for everybody cannot change who goes where.
      return (
        (column === best(row) ? 0 : 1 + ((row * 31 + column * 17) % 50)) + row * 3 + column * 5
      );
    });
    const columns = assignAtLowestCost(Float64Array.from(costs), size);
    expect([...columns]).toEqual(Array.from({ length: size }, (_, row) => best(row)));
  });
});
