import { inOrder } from './seeded-random.ts';
import type { Matching } from './linear-assignment.ts';

/** Gives a free row a column by the shortest path of exchanges, then moves the prices so that every pair stays cheapest. */
export function augment(matching: Matching, start: number): void {
  const paths = openPaths(matching.size);
  let end = relax(matching, paths, start, 0);
  while (end === -1) {
    if (paths.done === paths.near) end = gatherNearest(matching, paths);
    if (end !== -1) break;
    const column = paths.columns[paths.done++]!;
    const row = matching.rowOf[column]!;
    const paid = matching.cost[row * matching.size + column]! - matching.price[column]!;
    end = relax(matching, paths, row, paid - paths.least);
  }
  settlePrices(matching, paths);
  followBack(matching, paths, start, end);
}

/** Columns in three runs: [0, done) explored, [done, near) as near as can be, [near, size) farther away. */
interface Paths {
  columns: Int32Array;
  distance: Float64Array;
  from: Int32Array;
  done: number;
  near: number;
  /** Columns before this one were nearer than `least`. */
  settled: number;
  least: number;
}

const openPaths = (size: number): Paths => ({
  columns: inOrder(size),
  distance: new Float64Array(size).fill(Infinity),
  from: new Int32Array(size).fill(-1),
  done: 0,
  near: 0,
  settled: 0,
  least: -Infinity,
});

/** Shortens distances by way of a row; the answer is a free column that is as near as can be, or −1. */
function relax(matching: Matching, paths: Paths, row: number, offset: number): number {
  const { size, cost, price, rowOf } = matching;
  const { columns, distance, from, least } = paths;
  const base = row * size;
  for (let at = paths.near; at < size; at++) {
    const column = columns[at]!;
    const reach = cost[base + column]! - price[column]! - offset;
    if (reach >= distance[column]!) continue;
    distance[column] = reach;
    from[column] = row;
    if (reach > least) continue;
    if (rowOf[column] === -1) return column;
    columns[at] = columns[paths.near]!;
    columns[paths.near++] = column;
  }
  return -1;
}

function gatherNearest({ size, rowOf }: Matching, paths: Paths): number {
  const { columns, distance } = paths;
  paths.settled = paths.done;
  paths.least = Infinity;
  for (let at = paths.done; at < size; at++) {
    const column = columns[at]!;
    const reach = distance[column]!;
    if (reach > paths.least) continue;
    if (reach < paths.least) {
      paths.near = paths.done;
      paths.least = reach;
    }
    columns[at] = columns[paths.near]!;
    columns[paths.near++] = column;
  }
  for (let at = paths.done; at < paths.near; at++)
    if (rowOf[columns[at]!] === -1) return columns[at]!;
  return -1;
}

function settlePrices({ price }: Matching, { columns, distance, settled, least }: Paths): void {
  for (let at = 0; at < settled; at++) {
    const column = columns[at]!;
    price[column] = price[column]! + distance[column]! - least;
  }
}

function followBack({ columnOf, rowOf }: Matching, { from }: Paths, start: number, end: number) {
  let column = end;
  while (true) {
    const row = from[column]!;
    const before = columnOf[row]!;
    rowOf[column] = row;
    columnOf[row] = column;
    if (row === start) return;
    column = before;
  }
}
