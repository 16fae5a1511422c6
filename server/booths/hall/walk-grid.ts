import { boundsOf, cornersOf, middleOf } from './rectangles.ts';
import type { Placed, Room } from './hall-shape.ts';

/** Where people can walk in a room: square cells, and how far each is from where they come in. */
export interface WalkGrid {
  /** Side of a cell, in units of the hall. */
  cell: number;
  columns: number;
  rows: number;
  /** Steps of cells from the nearest start, by row · columns + column; −1: nobody gets there. */
  steps: Int32Array;
}

/** The finest a cell is, as a part of the width that somebody needs. */
const PARTS = 8;
const MOST_CELLS = 250_000;

/**
 * Walks a room from some starts, around what stands in it, through every gap at least `width` wide: obstacles grow by
 * half the width, then a breadth-first search. Measures are units of the hall; a gap up to one cell too narrow may pass.
 */
export function walkRoom(
  room: Room,
  obstacles: Placed[],
  starts: Placed[],
  width: number,
): WalkGrid {
  const finest = Math.sqrt((room.width * room.height) / MOST_CELLS);
  const cell = Math.max(width / PARTS, finest);
  const columns = Math.max(1, Math.floor(room.width / cell));
  const rows = Math.max(1, Math.floor(room.height / cell));
  const grid = { cell, columns, rows, steps: new Int32Array(columns * rows).fill(-1) };
  const closed = new Uint8Array(columns * rows);
  const grown = width / 2 - cell / 2;
  for (const obstacle of obstacles)
    mark(grid, obstacle, Math.max(0, grown), (at) => (closed[at] = 1));
  const first: number[] = [];
  for (const start of starts) mark(grid, start, width, (at) => closed[at] || first.push(at));
  spread(grid, closed, first);
  return grid;
}

/** The fewest steps to within `reach` of something; −1: nobody gets there. */
export function stepsTo(grid: WalkGrid, place: Placed, reach: number): number {
  let least = -1;
  mark(grid, place, reach, (at) => {
    const steps = grid.steps[at]!;
    if (steps !== -1 && (least === -1 || steps < least)) least = steps;
  });
  return least;
}

/** Every cell whose middle lies in a rectangle that is grown on all sides. */
function mark(grid: WalkGrid, place: Placed, grown: number, visit: (at: number) => void): void {
  const { cell, columns, rows } = grid;
  const [width, height] = [place.width / 2 + grown, place.height / 2 + grown];
  const bounds = boundsOf(cornersOf(grow(place, grown)));
  const [left, right] = [within(bounds.left / cell, columns), within(bounds.right / cell, columns)];
  const [top, bottom] = [within(bounds.top / cell, rows), within(bounds.bottom / cell, rows)];
  const [middleX, middleY] = middleOf(place);
  const angle = (place.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const [dx, dy] = [(column + 0.5) * cell - middleX, (row + 0.5) * cell - middleY];
      const isIn = Math.abs(dx * cos + dy * sin) < width && Math.abs(dy * cos - dx * sin) < height;
      if (isIn) visit(row * columns + column);
    }
}

const grow = (place: Placed, by: number): Placed => ({
  ...place,
  x: place.x - by,
  y: place.y - by,
  width: place.width + 2 * by,
  height: place.height + 2 * by,
});

const within = (place: number, count: number) =>
  Math.max(0, Math.min(count - 1, Math.floor(place)));

function spread({ columns, rows, steps }: WalkGrid, closed: Uint8Array, first: number[]): void {
  let edge = [...new Set(first)];
  for (const at of edge) steps[at] = 0;
  for (let step = 1; edge.length > 0; step++) {
    const next: number[] = [];
    for (const at of edge)
      for (const beside of besides(at, columns, rows))
        if (!closed[beside] && steps[beside] === -1) {
          steps[beside] = step;
          next.push(beside);
        }
    edge = next;
  }
}

function besides(at: number, columns: number, rows: number): number[] {
  const column = at % columns;
  return [
    ...(column > 0 ? [at - 1] : []),
    ...(column < columns - 1 ? [at + 1] : []),
    ...(at >= columns ? [at - columns] : []),
    ...(at < columns * (rows - 1) ? [at + columns] : []),
  ];
}
