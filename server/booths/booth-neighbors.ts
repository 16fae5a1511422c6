import type { BoothDraft } from './draw-floor.ts';

interface Aisles {
  aislesAfterRows: number[];
  aislesAfterColumns: number[];
}

/** Two booths stand beside each other in a row, or back to back in the next one, unless an aisle lies between. */
export function areBeside(
  a: Pick<BoothDraft, 'row' | 'column'>,
  b: Pick<BoothDraft, 'row' | 'column'>,
  floor: Aisles,
): boolean {
  if (a.row === b.row && Math.abs(a.column - b.column) === 1)
    return !floor.aislesAfterColumns.includes(Math.min(a.column, b.column));
  if (a.column === b.column && Math.abs(a.row - b.row) === 1)
    return !floor.aislesAfterRows.includes(Math.min(a.row, b.row));
  return false;
}
