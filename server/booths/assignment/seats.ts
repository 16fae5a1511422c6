import { matchAtLowestCost } from './linear-assignment.ts';
import type { Numbers } from './numbers.ts';

/** Seats by costs of single booths alone. */
export interface Seats {
  /** Of each employer; −1: none. */
  boothOf: Int32Array;
  left: number;
  /** Of those placed. */
  cost: number;
}

/**
 * The best seats when each cell costs what `cost` says and no booth matters to another: as many placed as can be, then at
 * the lowest cost. A linear assignment problem, so this is exact.
 */
export function bestSeats(numbers: Numbers, cost: Float64Array): Seats {
  const { employers, booths, allowed } = numbers;
  // Dearer than everybody's dearest seat together, so that nobody goes without for somebody's wish.
  const left = 1 + employers.length * cost.reduce((most, each) => Math.max(most, each), 0);
  return seatsOf(numbers, (row, column) => {
    if (row >= employers.length) return 0;
    const cell = row * booths.length + column;
    return column < booths.length && allowed[cell] === 1 ? cost[cell]! : left;
  });
}

/** The cheapest seats in a square of employers, then nobody, and booths, then none; Infinity: not at all. */
export function seatsOf(
  { employers, booths, allowed }: Numbers,
  costAt: (row: number, column: number) => number,
): Seats {
  const width = booths.length;
  const size = Math.max(employers.length, width);
  const table = new Float64Array(size * size);
  let most = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const each = costAt(row, column);
      table[row * size + column] = each;
      if (each < Infinity && each > most) most = each;
    }
  const never = (most + 1) * (size + 1);
  for (let at = 0; at < table.length; at++) if (table[at] === Infinity) table[at] = never;
  const { columnOf } = matchAtLowestCost(table, size);
  const boothOf = Int32Array.from(employers, (_, row) => {
    const column = columnOf[row]!;
    return column < width && allowed[row * width + column] ? column : -1;
  });
  return {
    boothOf,
    left: boothOf.reduce((count, booth) => count + Number(booth === -1), 0),
    cost: boothOf.reduce((sum, at, row) => sum + (at === -1 ? 0 : table[row * size + at]!), 0),
  };
}
