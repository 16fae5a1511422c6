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

/** Exchanges the places of r and s, in O(n²). */
export function exchange(table: ExchangeTable, r: number, s: number): void {
  const { size, plan, change, ways, moved, flows, flowStep, wayStep } = table;
  table.value += r < s ? change[r * size + s]! : change[s * size + r]!;
  const place = plan[r]!;
  plan[r] = plan[s]!;
  plan[s] = place;
  swapRows(ways, size, r, s);
  swapColumns(ways, size, r, s);
  swapColumns(moved, size, r, s);
  for (let k = 0, row = 0; k < size; k++, row += size) {
    flowStep[k] = (flows[row + r]! - flows[row + s]!) * (3 - table.directions);
    wayStep[k] = ways[row + r]! - ways[row + s]!;
  }
  addProducts(table);
  if (table.directions === 2) {
    for (let k = 0; k < size; k++) {
      flowStep[k] = flows[r * size + k]! - flows[s * size + k]!;
      wayStep[k] = ways[r * size + k]! - ways[s * size + k]!;
    }
    addProducts(table);
  }
  refreshChanges(table, r);
  refreshChanges(table, s);
}

function addProducts({ size, moved, change, flowStep, wayStep }: ExchangeTable): void {
  for (let u = 0, row = 0; u < size; u++, row += size) {
    const flow = flowStep[u]!;
    const way = wayStep[u]!;
    if (flow !== 0)
      for (let v = 0; v < size; v++) moved[row + v] = moved[row + v]! + flow * wayStep[v]!;
    for (let v = u + 1; v < size; v++)
      change[row + v] = change[row + v]! - (flow - flowStep[v]!) * (way - wayStep[v]!);
  }
}

function refreshChanges(table: ExchangeTable, u: number): void {
  const { size, change, moved, flows, ways } = table;
  const row = u * size;
  const stay = moved[row + u]!;
  for (let v = 0, column = u; v < size; v++, column += size) {
    if (v === u) continue;
    const pair = (flows[row + v]! + flows[column]!) * (ways[row + v]! + ways[column]!);
    const other = moved[v * size + v]!;
    change[u < v ? row + v : column] = moved[row + v]! + moved[column]! - stay - other + pair;
  }
  if (table.hasDiagonal) addDiagonal(table, u);
}

function addDiagonal({ size, change, plan, problem: { a, b } }: ExchangeTable, u: number): void {
  const diagonal = (entries: Float64Array, at: number) => entries[at * (size + 1)]!;
  for (let v = 0; v < size; v++) {
    if (v === u) continue;
    const at = u < v ? u * size + v : v * size + u;
    const flow = diagonal(a, u) - diagonal(a, v);
    change[at] = change[at]! + flow * (diagonal(b, plan[v]!) - diagonal(b, plan[u]!));
  }
}

function swapRows(table: Float64Array, size: number, r: number, s: number): void {
  for (let k = 0, x = r * size, y = s * size; k < size; k++, x++, y++) {
    const kept = table[x]!;
    table[x] = table[y]!;
    table[y] = kept;
  }
}

function swapColumns(table: Float64Array, size: number, r: number, s: number): void {
  for (let k = 0, x = r, y = s; k < size; k++, x += size, y += size) {
    const kept = table[x]!;
    table[x] = table[y]!;
    table[y] = kept;
  }
}

function meanOfDirections(table: Float64Array, size: number): Float64Array {
  return table.map((entry, at) => (entry + table[(at % size) * size + Math.floor(at / size)]!) / 2);
}

const withoutDiagonal = (table: Float64Array, size: number) =>
  table.map((entry, at) => (at % (size + 1) === 0 ? 0 : entry));
