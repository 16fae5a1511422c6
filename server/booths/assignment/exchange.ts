import type { ExchangeTable } from './exchange-table.ts';

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

/** Works out afresh what every exchange with u would change. */
export function refreshChanges(table: ExchangeTable, u: number): void {
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
