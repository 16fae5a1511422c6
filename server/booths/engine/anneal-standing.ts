import type { Hall } from './hall.ts';
import { below } from './seeded-random.ts';
import { clashesAt, pointsAt, standingOf, type Standing } from './standing.ts';

interface AnnealOptions {
  /** Employers who may move. */
  movable: number[];
  random: () => number;
  /** Wish points that are readily given up at the start. */
  heat: number;
}

/** In wish points: dear enough that a clash or an employer without a booth goes first, cheap enough to pass through. */
const clash = 150;
const unplaced = 300;

/** Wanders from standing to standing by moves and exchanges, at first also to worse ones, later only to better ones. */
export function anneal(hall: Hall, start: Standing, options: AnnealOptions): Standing {
  const { movable, random, heat } = options;
  const standing = standingOf(hall, start.boothOf);
  const seats = movable.map((employer) => seatsOf(hall, employer, movable, start));
  const steps = 400 * movable.length;
  const cooling = (1 / heat) ** (1 / steps);
  for (let step = 0, now = heat; step < steps; step++, now *= cooling) {
    const at = below(movable.length, random);
    const { wished, open } = seats[at]!;
    const choice = wished.length > 0 && random() < 0.5 ? wished : open;
    if (choice.length === 0) continue;
    tryMove(hall, standing, movable[at]!, choice[below(choice.length, random)]!, now, random);
  }
  return standing;
}

interface Seats {
  wished: number[];
  open: number[];
}

/** Booths that an employer fits and that no pinned employer holds. */
function seatsOf(hall: Hall, employer: number, movable: number[], { holderOf }: Standing): Seats {
  const mayGo = new Set(movable);
  const seats: Seats = { wished: [], open: [] };
  for (
    let booth = 0, at = employer * hall.booths.length;
    booth < hall.booths.length;
    booth++, at++
  ) {
    if (!hall.fits[at] || (holderOf[booth] !== -1 && !mayGo.has(holderOf[booth]!))) continue;
    seats.open.push(booth);
    if (hall.wishRank[at] !== -1) seats.wished.push(booth);
  }
  return seats;
}

/** Moves an employer to a booth, whose holder takes the booth that comes free (or none, if none does). */
function tryMove(
  hall: Hall,
  { boothOf, holderOf }: Standing,
  employer: number,
  booth: number,
  heat: number,
  random: () => number,
): void {
  const left = boothOf[employer]!;
  const holder = holderOf[booth]!;
  if (left === booth) return;
  if (holder !== -1 && left !== -1 && !hall.fits[holder * hall.booths.length + left]) return;
  holderOf[booth] = -1;
  if (left !== -1) holderOf[left] = -1;
  const rise =
    costOf(hall, holderOf, employer, booth) -
    costOf(hall, holderOf, employer, left) +
    (holder === -1
      ? 0
      : costOf(hall, holderOf, holder, left) - costOf(hall, holderOf, holder, booth));
  const goes = rise <= 0 || random() < Math.exp(-rise / heat);
  place({ boothOf, holderOf }, employer, goes ? booth : left);
  if (holder !== -1) place({ boothOf, holderOf }, holder, goes ? left : booth);
}

const costOf = (hall: Hall, holderOf: Int32Array, employer: number, booth: number) =>
  booth === -1
    ? unplaced
    : clash * clashesAt(hall, holderOf, employer, booth) - pointsAt(hall, employer, booth);

function place({ boothOf, holderOf }: Standing, employer: number, booth: number): void {
  boothOf[employer] = booth;
  if (booth !== -1) holderOf[booth] = employer;
}
