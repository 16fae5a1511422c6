import { refreshChanges } from './exchange.ts';
import {
  hasEmptyDiagonal,
  isSymmetric,
  valueOf,
  type QuadraticProblem,
} from './quadratic-problem.ts';

/**
 * What every exchange of two facilities would change, kept up to date while exchanges are made.
 * `moved[u][v]` is what u's flows would cost from v's place; every change follows from it in O(1), and an exchange
 * alters it by the product of two vectors for each direction of the flows.
 */
export interface ExchangeTable {
  size: number;
  plan: Int32Array;
  value: number;
  /** Change of the value if u and v > u exchanged places, at u · size + v. */
  change: Float64Array;
  moved: Float64Array;
  flows: Float64Array;
  /** Ways between the places of facilities i and j as the plan has them. */
  ways: Float64Array;
  directions: 1 | 2;
  hasDiagonal: boolean;
  flowStep: Float64Array;
  wayStep: Float64Array;
  problem: QuadraticProblem;
}

export function openExchangeTable(
  problem: QuadraticProblem,
  plan: ArrayLike<number>,
): ExchangeTable {
  const { size, a, b } = problem;
  const symmetric = isSymmetric(a, size) || isSymmetric(b, size);
  // Where one side is symmetric only the mean of both directions of the other counts.
  const even = symmetric
    ? { size, a: meanOfDirections(a, size), b: meanOfDirections(b, size) }
    : problem;
  const table: ExchangeTable = {
    size,
    plan: new Int32Array(size),
    value: 0,
    change: new Float64Array(size * size),
    moved: new Float64Array(size * size),
    flows: withoutDiagonal(even.a, size),
    ways: new Float64Array(size * size),
    directions: symmetric ? 1 : 2,
    hasDiagonal: !hasEmptyDiagonal(problem.a, size) && !hasEmptyDiagonal(problem.b, size),
    flowStep: new Float64Array(size),
    wayStep: new Float64Array(size),
    problem: even,
  };
  loadPlan(table, plan);
  return table;
}

/** Starts over from another plan, in O(n³). */
export function loadPlan(table: ExchangeTable, plan: ArrayLike<number>): void {
  const { size, problem, flows, ways, moved } = table;
  table.plan.set(plan);
  table.value = valueOf(problem, plan);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      ways[i * size + j] = i === j ? 0 : problem.b[plan[i]! * size + plan[j]!]!;
  for (let u = 0; u < size; u++)
    for (let v = 0; v < size; v++) {
      let cost = 0;
      for (let k = 0; k < size; k++)
        cost +=
          flows[u * size + k]! * ways[v * size + k]! + flows[k * size + u]! * ways[k * size + v]!;
      moved[u * size + v] = cost;
    }
  for (let u = 0; u < size; u++) refreshChanges(table, u);
}

function meanOfDirections(table: Float64Array, size: number): Float64Array {
  return table.map((entry, at) => (entry + table[(at % size) * size + Math.floor(at / size)]!) / 2);
}

const withoutDiagonal = (table: Float64Array, size: number) =>
  table.map((entry, at) => (at % (size + 1) === 0 ? 0 : entry));
