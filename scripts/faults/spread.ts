const at = (sorted: number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export function percentile(values: readonly number[], part: number): number {
  return at(
    [...values].sort((a, b) => a - b),
    part,
  );
}

/** Median, 99th of a hundred and worst of many times, for a table. */
export function spread(values: readonly number[]): string {
  const [p50, p99, max] = [0.5, 0.99, 1].map((part) => Math.round(percentile(values, part)));
  return `p50 ${p50}, p99 ${p99}, max ${max} ms`;
}
