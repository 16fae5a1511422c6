import { metersOf, type Hall, type HallBooth, type Placed, type Thing } from './hall-shape.ts';
import { boundsOf, cornersOf, gapBetween, overlap, type Point } from './rectangles.ts';
import { nearPairs, type Shaped } from './near-pairs.ts';
import { stepsTo, walkRoom } from './walk-grid.ts';

/** The least width of an aisle in a hall, 44 in: NFPA 101 (Life Safety Code), aisles of assembly occupancies. */
export const AISLE_METERS = 1.1176;
/** Booths this close stand side by side: nobody is meant to walk between. */
const BESIDE_METERS = 0.3;

export interface HallWarning {
  kind: 'overlap' | 'outside' | 'narrow-aisle' | 'blocked-exit' | 'blocked-lane' | 'no-way';
  sentence: string;
  /** Numbers of the booths that it is about. */
  booths: string[];
}

const standing = new Set<Thing['kind']>(['wall', 'pillar', 'stage', 'help-desk', 'quiet-room']);
const keptFree = new Set<Thing['kind']>(['fire-lane', 'exit', 'door']);
const exits = new Set<Thing['kind']>(['exit', 'door']);

interface Piece extends Shaped {
  name: string;
  booth?: HallBooth;
  thing?: Thing;
}

/** What would go wrong on the day in a hall as it is drawn: said, not refused, because a drawing is made step by step. */
export function hallWarnings(hall: Hall): HallWarning[] {
  const unit = metersOf[hall.unit];
  const pieces = piecesOf(hall);
  return [
    ...outside(hall, pieces),
    ...tooNear(pieces, AISLE_METERS / unit, BESIDE_METERS / unit),
    ...noWay(hall, AISLE_METERS / unit),
  ];
}

const titleOf = (thing: Thing) => thing.label || `${thing.kind.replace('-', ' ')} ${thing.id}`;

const piecesOf = ({ booths, things }: Hall): Piece[] => [
  ...booths.map((booth) => piece(`booth ${booth.number}`, booth, { booth })),
  ...things
    .filter(({ kind }) => standing.has(kind) || keptFree.has(kind))
    .map((thing) => piece(titleOf(thing), thing, { thing })),
];

const piece = (name: string, place: Placed, of: Pick<Piece, 'booth' | 'thing'>): Piece => ({
  name,
  room: place.room,
  corners: cornersOf(place),
  ...of,
});

function outside({ rooms }: Hall, pieces: Piece[]): HallWarning[] {
  const sizes = new Map(rooms.map((room) => [room.id, room]));
  return pieces
    .filter(({ room, corners }) => {
      const { left, right, top, bottom } = boundsOf(corners);
      const { width, height } = sizes.get(room)!;
      return left < -0.01 || top < -0.01 || right > width + 0.01 || bottom > height + 0.01;
    })
    .map(({ name, booth, room }) => ({
      kind: 'outside',
      sentence: `${upper(name)} reaches out of ${sizes.get(room)!.name}.`,
      booths: booth ? [booth.number] : [],
    }));
}

function tooNear(pieces: Piece[], aisle: number, beside: number): HallWarning[] {
  return [...nearPairs(pieces, aisle)].flatMap(([one, other]) => {
    if (!one.booth && !other.booth) return [];
    const booths = [one, other].flatMap(({ booth }) => booth?.number ?? []);
    const free = [one, other].find(({ thing }) => thing && keptFree.has(thing.kind));
    if (free) return inTheWay(free, free === one ? other : one, aisle, booths);
    if (overlap(one.corners, other.corners))
      return [
        { kind: 'overlap', sentence: `${upper(one.name)} and ${other.name} overlap.`, booths },
      ];
    const gap = gapBetween(one.corners, other.corners);
    if (gap <= beside || gap >= aisle - 0.01 || !face(one.corners, other.corners)) return [];
    return [{ kind: 'narrow-aisle', sentence: narrow(one.name, other.name, gap, aisle), booths }];
  });
}

/** An exit needs the width of an aisle before it; a fire lane only itself. */
function inTheWay(free: Piece, other: Piece, aisle: number, booths: string[]): HallWarning[] {
  const isExit = exits.has(free.thing!.kind);
  const blocks = isExit
    ? gapBetween(free.corners, other.corners) < aisle - 0.01
    : overlap(free.corners, other.corners);
  if (!blocks) return [];
  const words = isExit ? 'stands before' : 'stands in';
  return [
    {
      kind: isExit ? 'blocked-exit' : 'blocked-lane',
      sentence: `${upper(other.name)} ${words} ${free.name}, which must stay free.`,
      booths,
    },
  ];
}

/** Whether somebody would walk between the two: they lie beside or before each other, not corner to corner. */
function face(one: Point[], other: Point[]): boolean {
  const [a, b] = [boundsOf(one), boundsOf(other)];
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > 0.01 || down > 0.01;
}

function narrow(one: string, other: string, gap: number, aisle: number): string {
  const inches = Math.round((gap / aisle) * 44);
  return `Between ${one} and ${other} are ${inches} in; an aisle needs 44.`;
}

/** Booths and exits that nobody reaches from the other exits through aisles that are wide enough. */
function noWay(hall: Hall, aisle: number): HallWarning[] {
  return hall.rooms.flatMap((room) => {
    const inside = <T extends Placed>(all: T[]) => all.filter((each) => each.room === room.id);
    const doors = inside(hall.things.filter(({ kind }) => exits.has(kind)));
    const booths = inside(hall.booths);
    if (doors.length === 0) return [];
    const obstacles = [...booths, ...inside(hall.things.filter(({ kind }) => standing.has(kind)))];
    const grid = walkRoom(room, obstacles, doors.slice(0, 1), aisle);
    const isCut = (place: Placed) => stepsTo(grid, place, aisle) === -1;
    return [
      ...booths
        .filter(isCut)
        .map(({ number }) => warnOfNoWay(`booth ${number}`, doors[0]!, [number])),
      ...doors
        .slice(1)
        .filter(isCut)
        .map((door) => warnOfNoWay(titleOf(door), doors[0]!, [])),
    ];
  });
}

const warnOfNoWay = (name: string, door: Thing, booths: string[]): HallWarning => ({
  kind: 'no-way',
  sentence: `No aisle of 44 in leads from ${titleOf(door)} to ${name}.`,
  booths,
});

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
