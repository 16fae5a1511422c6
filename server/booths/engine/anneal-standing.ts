import type { Hall } from './hall.ts';
import { below } from '../assignment/seeded-random.ts';
import { clashesAt, pointsAt, standingOf, type Standing } from './standing.ts';

interface AnnealOptions {
  /** Employers who may move. */
  movable: number[];
  random: () => number;
  /** Wish points that are readily given up at the start. */
  heat: number;
  /** What standing beside one whom it must not costs, in wish points; being left out costs 300. */
  clash: number;
}

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
    const leaves = options.clash > unplaced && random() < 0.05;
    const booth = leaves ? -1 : choice[below(choice.length, random)]!;
    tryMove(hall, standing, movable[at]!, booth, { ...options, heat: now });
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

/** Moves an employer to a booth (−1: to none), whose holder takes the booth that comes free, if one does. */
function tryMove(
  hall: Hall,
  standing: Standing,
  employer: number,
  booth: number,
  { clash, heat, random }: AnnealOptions,
): void {
  const { boothOf, holderOf } = standing;
  const left = boothOf[employer]!;
  const holder = booth === -1 ? -1 : holderOf[booth]!;
  if (left === booth) return;
  if (holder !== -1 && left !== -1 && !hall.fits[holder * hall.booths.length + left]) return;
  if (booth !== -1) holderOf[booth] = -1;
  if (left !== -1) holderOf[left] = -1;
  const costOf = (one: number, at: number) =>
    at === -1 ? unplaced : clash * clashesAt(hall, holderOf, one, at) - pointsAt(hall, one, at);
  let rise = costOf(employer, booth) - costOf(employer, left);
  if (holder !== -1) rise += costOf(holder, left) - costOf(holder, booth);
  const goes = rise <= 0 || random() < Math.exp(-rise / heat);
  place(standing, employer, goes ? booth : left);
  if (holder !== -1) place(standing, holder, goes ? left : booth);
}

function place({ boothOf, holderOf }: Standing, employer: number, booth: number): void {
  boothOf[employer] = booth;
  if (booth !== -1) holderOf[booth] = employer;
}
