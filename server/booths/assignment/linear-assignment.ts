import { augment } from './shortest-augmenting-path.ts';

/**
 * A matching, whole or under way: column of each row, row of each column (−1: none yet) and the price of each column.
 * Once it is whole the prices prove it: what a row pays for its own column, cost less price, is the least in its row.
 */
export interface Matching {
  size: number;
  cost: Float64Array;
  columnOf: Int32Array;
  rowOf: Int32Array;
  price: Float64Array;
}

/**
 * The column of each row at the lowest total cost, exactly, for a square row-major cost table: the method of Jonker
 * and Volgenant (cheap starting prices first, then shortest augmenting paths for the rows that are left). O(n³).
 */
export function matchAtLowestCost(cost: Float64Array, size: number): Matching {
  const matching: Matching = {
    size,
    cost,
    columnOf: new Int32Array(size).fill(-1),
    rowOf: new Int32Array(size).fill(-1),
    price: new Float64Array(size),
  };
  const taken = takeCheapestOfColumns(matching);
  lowerPrices(matching, taken);
  let free = rowsWithout(matching);
  for (let round = 0; round < 2 && free.length > 0; round++) free = bidForColumns(matching, free);
  for (const row of free) augment(matching, row);
  return matching;
}

/** The same, for who needs no proof. */
export const assignAtLowestCost = (cost: Float64Array, size: number): Int32Array =>
  matchAtLowestCost(cost, size).columnOf;

/** Every column asks for its cheapest row; a row keeps the first that asks. Returns how many asked each row. */
function takeCheapestOfColumns({ size, cost, columnOf, rowOf, price }: Matching): Int32Array {
  const cheapest = new Int32Array(size);
  price.set(cost.subarray(0, size));
  for (let row = 1, at = size; row < size; row++)
    for (let column = 0; column < size; column++, at++)
      if (cost[at]! < price[column]!) {
        price[column] = cost[at]!;
        cheapest[column] = row;
      }
  const asked = new Int32Array(size);
  for (let column = size - 1; column >= 0; column--) {
    const row = cheapest[column]!;
    if (asked[row]!++ > 0) continue;
    columnOf[row] = column;
    rowOf[column] = row;
  }
  return asked;
}

/** A row that one column alone asked for can lower that column's price until its second choice is as good. */
function lowerPrices({ size, cost, columnOf, price }: Matching, asked: Int32Array): void {
  for (let row = 0; row < size; row++) {
    if (asked[row] !== 1) continue;
    const own = columnOf[row]!;
    let least = Infinity;
    for (let column = 0; column < size; column++) {
      const reduced = cost[row * size + column]! - price[column]!;
      if (column !== own && reduced < least) least = reduced;
    }
    if (least < Infinity) price[own] = price[own]! - least;
  }
}

const rowsWithout = ({ columnOf }: Matching) =>
  [...columnOf.keys()].filter((row) => columnOf[row] === -1);

/** Each free row takes its best column and pays as much as keeps it best; whom it displaces bids again. */
function bidForColumns(matching: Matching, free: number[]): number[] {
  const { size, columnOf, rowOf, price } = matching;
  const left: number[] = [];
  const waiting = free.toReversed();
  // Rounding of fractional costs could let two rows outbid each other forever.
  let bids = 0;
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const { best, second, least, next } = twoBestColumns(matching, row);
    const pays = least < next;
    let column = best;
    if (pays) price[column] = price[column]! - (next - least);
    else if (rowOf[column] !== -1 && second !== -1) column = second;
    const displaced = rowOf[column]!;
    columnOf[row] = column;
    rowOf[column] = row;
    if (displaced === -1) continue;
    columnOf[displaced] = -1;
    if (pays && bids++ < 4 * size) waiting.push(displaced);
    else left.push(displaced);
  }
  return left;
}

function twoBestColumns({ size, cost, price }: Matching, row: number) {
  let [best, second, least, next] = [0, -1, Infinity, Infinity];
  for (let column = 0, at = row * size; column < size; column++, at++) {
    const reduced = cost[at]! - price[column]!;
    if (reduced >= next) continue;
    if (reduced >= least) {
      next = reduced;
      second = column;
      continue;
    }
    next = least;
    second = best;
    least = reduced;
    best = column;
  }
  if (next === Infinity) second = -1;
  return { best, second, least, next };
}
