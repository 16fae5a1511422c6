import { rowLetters } from '../floor-form.ts';
import type { Hall, HallBooth, Thing } from './hall-shape.ts';

/** What a hall is generated from; measures in its unit. */
export interface TemplateInput {
  kind: 'rows' | 'perimeter' | 'islands';
  unit: 'ft' | 'm';
  /** Rows and booths in a row; of islands: rows of islands, and islands in a row, each of four booths. Unused along the walls. */
  rows: number;
  columns: number;
  boothWidth: number;
  boothDepth: number;
  /** Width of every aisle. */
  aisle: number;
  /** Along the walls: how many booths at most; the room is made as large as they need. */
  booths: number;
}

/** A hall with booths in order, one entrance, one further exit, and a help desk; meant to be drawn on by hand. */
export function hallFromTemplate(input: TemplateInput): Hall {
  const { booths, width, height } = layouts[input.kind](input);
  const marked = booths.map((booth) => ({
    ...booth,
    nearEntrance: isNearEntrance(booth, height, input),
  }));
  return {
    format: 'fairbridge-hall',
    version: 1,
    unit: input.unit,
    rooms: [{ id: 'main', name: 'Main hall', floor: '', width, height }],
    things: thingsOf(input, width, height),
    booths: marked,
  };
}

type Layout = (input: TemplateInput) => { booths: HallBooth[]; width: number; height: number };

/** Rows stand back to back by two, with an aisle before each pair and around all. */
const inRows: Layout = ({ rows, columns, boothWidth, boothDepth, aisle }) => {
  const booths = grid(rows, columns).map(({ row, column }) => ({
    ...blank(`${rowLetters(row)}${column + 1}`, boothWidth, boothDepth),
    x: aisle + column * boothWidth,
    y: 2 * aisle + row * boothDepth + Math.floor(row / 2) * aisle,
    corner: column === 0 || column === columns - 1,
  }));
  const pairs = Math.ceil(rows / 2);
  const height = 2 * aisle + rows * boothDepth + (pairs - 1) * aisle + 2 * aisle;
  return { booths, width: 2 * aisle + columns * boothWidth, height };
};

/** Along three walls, fronts inward; the wall of the entrance stays free. */
const alongWalls: Layout = ({ booths: count, boothWidth, boothDepth, aisle }) => {
  const side = Math.ceil(count / 3);
  const top = count - 2 * side;
  const across = Math.max(top * boothWidth, 3 * aisle);
  const width = 2 * boothDepth + across;
  const turned = { width: boothDepth, height: boothWidth };
  const booths = Array.from({ length: count }, (_, at): HallBooth => {
    const number = `W${at + 1}`;
    const blankOne = blank(number, boothWidth, boothDepth);
    if (at < side)
      return { ...blankOne, ...turned, x: 0, y: boothDepth + (side - 1 - at) * boothWidth };
    if (at < side + top) return { ...blankOne, x: boothDepth + (at - side) * boothWidth, y: 0 };
    return {
      ...blankOne,
      ...turned,
      x: width - boothDepth,
      y: boothDepth + (at - side - top) * boothWidth,
    };
  });
  return { booths, width, height: boothDepth + side * boothWidth + 3 * aisle };
};

/** Blocks of two by two booths, every one of them a corner. */
const inIslands: Layout = ({ rows, columns, boothWidth, boothDepth, aisle }) => {
  const booths = grid(rows, columns).flatMap(({ row, column }) =>
    [0, 1, 2, 3].map((part) => ({
      ...blank(`${rowLetters(row)}${column * 4 + part + 1}`, boothWidth, boothDepth),
      x: aisle + column * (2 * boothWidth + aisle) + (part % 2) * boothWidth,
      y: 2 * aisle + row * (2 * boothDepth + aisle) + Math.floor(part / 2) * boothDepth,
      corner: true,
    })),
  );
  const width = aisle + columns * (2 * boothWidth + aisle);
  return { booths, width, height: 3 * aisle + rows * (2 * boothDepth + aisle) };
};

const layouts = { rows: inRows, perimeter: alongWalls, islands: inIslands } satisfies Record<
  TemplateInput['kind'],
  Layout
>;

const grid = (rows: number, columns: number) =>
  Array.from({ length: rows * columns }, (_, at) => ({
    row: Math.floor(at / columns),
    column: at % columns,
  }));

const blank = (number: string, width: number, height: number): HallBooth => ({
  number,
  room: 'main',
  x: 0,
  y: 0,
  width,
  height,
  turn: 0,
  tier: 'standard',
  sockets: 0,
  corner: false,
  anchor: false,
  accessible: true,
  nearEntrance: false,
});

/** The last fifth of the room, in whose wall the entrance is. */
const isNearEntrance = (booth: HallBooth, height: number, { aisle }: TemplateInput) =>
  booth.y + booth.height > height * 0.8 - aisle;

function thingsOf({ aisle }: TemplateInput, width: number, height: number): Thing[] {
  const door = Math.min(2 * aisle, width / 3);
  const thick = aisle / 10;
  const low = height - thick;
  const common = { room: 'main', turn: 0, sockets: 0, families: [], height: thick };
  const entrance = { ...common, x: (width - door) / 2, y: low, width: door };
  const desk = { ...common, x: width - width / 6, y: height - aisle / 2, width: width / 6 };
  const exit = { ...common, x: 0, y: height - 1.5 * aisle, width: thick, height: aisle };
  return [
    { ...entrance, id: 'entrance', kind: 'door', label: 'Entrance' },
    { ...exit, id: 'exit', kind: 'exit', label: 'Exit' },
    { ...desk, id: 'help-desk', kind: 'help-desk', label: 'Help desk', height: aisle / 2 },
  ];
}
