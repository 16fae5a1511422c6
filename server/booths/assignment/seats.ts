import { matchAtLowestCost } from './linear-assignment.ts';
import type { Numbers } from './numbers.ts';

/** Seats by costs of single booths alone: as many placed as can be, then at the lowest cost, exactly. */
export interface Seats {
  /** Of each employer; −1: none. */
  boothOf: Int32Array;
  left: number;
  /** Of those placed. */
  cost: number;
  /** Of each cell, see Numbers: how much dearer a plan gets at the least that has this employer at this booth. */
  dearer: (employer: number, booth: number) => number;
}

/**
 * The best seats when each cell costs what `cost` says and no booth matters to another; a linear assignment problem.
 * Prices of the booths come with it, so that no better seats exist is proven, not believed.
 */
export function bestSeats({ employers, booths, allowed }: Numbers, cost: Float64Array): Seats {
  const size = Math.max(employers.length, booths.length);
  const width = booths.length;
  // Dearer than everybody's dearest seat together, so that nobody goes without for somebody's wish.
  const left = 1 + employers.length * cost.reduce((most, each) => Math.max(most, each), 0);
  const table = new Float64Array(size * size);
  for (let row = 0; row < employers.length; row++)
    for (let column = 0; column < size; column++) {
      const cell = row * width + column;
      const isSeat = column < width && allowed[cell] === 1;
      table[row * size + column] = isSeat ? cost[cell]! : left;
    }
  const { columnOf, price } = matchAtLowestCost(table, size);
  const pays = (row: number, column: number) => table[row * size + column]! - price[column]!;
  const boothOf = Int32Array.from(employers, (_, row) => {
    const column = columnOf[row]!;
    return column < width && allowed[row * width + column] ? column : -1;
  });
  return {
    boothOf,
    left: boothOf.reduce((count, booth) => count + Number(booth === -1), 0),
    cost: boothOf.reduce((sum, at, row) => sum + (at === -1 ? 0 : cost[row * width + at]!), 0),
    dearer: (row, column) => pays(row, column) - pays(row, columnOf[row]!),
  };
}
