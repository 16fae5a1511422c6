import { assignAtLowestCost } from './linear-assignment.ts';
import { hasEvenValues, isWhole, type QuadraticProblem } from './quadratic-problem.ts';

/**
 * A value that no plan can undercut (Gilmore 1962, Lawler 1963): what facility i costs at place k at the very least,
 * its largest flows over the shortest ways, and then the cheapest assignment of those costs.
 */
export function gilmoreLawlerBound(problem: QuadraticProblem): number {
  const { size, a, b } = problem;
  const flows = sortedRows(a, size, (x, y) => y - x);
  const ways = sortedRows(b, size, (x, y) => x - y);
  const cost = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      let least = a[i * size + i]! * b[k * size + k]!;
      for (let at = 0; at < size - 1; at++)
        least += flows[i * (size - 1) + at]! * ways[k * (size - 1) + at]!;
      cost[i * size + k] = least;
    }
  let bound = 0;
  assignAtLowestCost(cost, size).forEach((k, i) => (bound += cost[i * size + k]!));
  return roundedUp(bound, problem);
}

/** The rows of a table without their diagonal, each sorted. */
function sortedRows(table: Float64Array, size: number, order: (x: number, y: number) => number) {
  const rows = new Float64Array(size * (size - 1));
  for (let i = 0; i < size; i++) {
    const row = table.slice(i * size, (i + 1) * size).filter((_, j) => j !== i);
    rows.set(row.sort(order), i * (size - 1));
  }
  return rows;
}

/** Values move in whole steps, and by two where each pair counts twice. */
function roundedUp(bound: number, problem: QuadraticProblem): number {
  if (!isWhole(problem)) return bound;
  const step = hasEvenValues(problem) ? 2 : 1;
  return Math.ceil(bound / step) * step;
}
