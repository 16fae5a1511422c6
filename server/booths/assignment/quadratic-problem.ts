/** Who works with whom (a) and how far places lie apart (b), both size × size and row-major. */
export interface QuadraticProblem {
  size: number;
  a: Float64Array;
  b: Float64Array;
}

/** Σ a[i][j] · b[plan[i]][plan[j]] over all ordered pairs. */
export function valueOf({ size, a, b }: QuadraticProblem, plan: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) sum += a[i * size + j]! * b[plan[i]! * size + plan[j]!]!;
  return sum;
}

export function isSymmetric(table: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) if (table[i * size + j] !== table[j * size + i]) return false;
  return true;
}

export const isWhole = ({ a, b }: QuadraticProblem) =>
  a.every(Number.isSafeInteger) && b.every(Number.isSafeInteger);

/** Symmetric, whole and with an empty diagonal on one side: every value counts each pair twice and so is even. */
export const hasEvenValues = (problem: QuadraticProblem) =>
  isWhole(problem) &&
  isSymmetric(problem.a, problem.size) &&
  isSymmetric(problem.b, problem.size) &&
  (hasEmptyDiagonal(problem.a, problem.size) || hasEmptyDiagonal(problem.b, problem.size));

export function hasEmptyDiagonal(table: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) if (table[i * size + i] !== 0) return false;
  return true;
}
