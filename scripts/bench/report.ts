/** One measured figure beside its sibling of the same run. */
export interface Figure {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  sibling: string;
  siblingValue: number;
  /** The most that the figure may be; the line then says whether it is met. */
  allowed?: number;
  store: string;
  rounds: number;
}

/** A figure as it was printed. */
export type PrintedFigure = Figure & { ratio: number | null; met?: boolean };

const short = (value: number): number => Number(value.toPrecision(4));

/** Prints one JSON object a line; the ratio is value to sibling. */
export function report(figure: Figure): void {
  const { value, siblingValue, allowed } = figure;
  const ratio = siblingValue === 0 ? null : short(value / siblingValue);
  const goal = allowed === undefined ? {} : { allowed: short(allowed), met: value <= allowed };
  const rounded = { value: short(value), siblingValue: short(siblingValue), ratio };
  console.log(JSON.stringify({ ...figure, ...rounded, ...goal }));
}

/** What has a goal, with whether it is met, as a table for people beside the lines for programs. */
export function printGoals(figures: PrintedFigure[]): void {
  for (const { bench, store, figure, value, unit, allowed, met } of figures)
    if (met !== undefined)
      console.error(
        `${met ? 'met   ' : 'missed'}  ${bench.padEnd(8)} ${store.padEnd(9)} ${figure}: ${value} ${unit}, at most ${allowed}`,
      );
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
