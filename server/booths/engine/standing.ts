import type { Hall } from './hall.ts';
import { bestPoints } from '../assignment/wish-points.ts';

/** Who stands where for now: booth of each employer, employer at each booth; −1: none. */
export interface Standing {
  boothOf: Int32Array;
  holderOf: Int32Array;
}

export const standingOf = (hall: Hall, boothOf: ArrayLike<number>): Standing => {
  const holderOf = new Int32Array(hall.booths.length).fill(-1);
  for (let employer = 0; employer < boothOf.length; employer++)
    if (boothOf[employer] !== -1) holderOf[boothOf[employer]!] = employer;
  return { boothOf: Int32Array.from(boothOf), holderOf };
};

/** How many of those beside a booth the employer must be kept apart from. */
export function clashesAt(hall: Hall, holderOf: Int32Array, employer: number, booth: number) {
  if (booth === -1) return 0;
  let count = 0;
  for (const beside of hall.besides[booth]!) {
    const holder = holderOf[beside]!;
    if (holder !== -1) count += hall.areFoes[employer * hall.employers.length + holder]!;
  }
  return count;
}

export const pointsAt = (hall: Hall, employer: number, booth: number): number =>
  booth === -1 ? 0 : hall.points[employer * hall.booths.length + booth]!;

/** What leaving an employer out costs: its place, which counts more than all wishes, and the wish it met. */
export const lossOf = (hall: Hall, employer: number, booth: number) =>
  bestPoints * (hall.employers.length + 1) + pointsAt(hall, employer, booth);

/** What a standing is worth: first how many are placed, then the wishes met. Pairs too close make it no plan. */
export interface Worth {
  clashes: number;
  unplaced: number;
  wishes: number;
}

export function worthOf(hall: Hall, { boothOf, holderOf }: Standing): Worth {
  const worth = { clashes: 0, unplaced: 0, wishes: 0 };
  boothOf.forEach((booth, employer) => {
    if (booth === -1) worth.unplaced++;
    worth.wishes += pointsAt(hall, employer, booth);
    worth.clashes += clashesAt(hall, holderOf, employer, booth) / 2;
  });
  return worth;
}

export const isBetter = (one: Worth, other: Worth) =>
  one.clashes !== other.clashes
    ? one.clashes < other.clashes
    : one.unplaced !== other.unplaced
      ? one.unplaced < other.unplaced
      : one.wishes > other.wishes;
