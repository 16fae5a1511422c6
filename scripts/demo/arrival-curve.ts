import { chance, type Random } from './seeded-random.ts';

const NEVER_COME = 0.2;
const IN_THE_FIRST_HALF_HOUR = 2 / 3;
const WAITING_AT_THE_DOOR = 0.12;
const MEAN_OF_THE_TAIL = 95;

/**
 * Minutes after opening at which each graduate stands at the door, or null: one in five never comes. Two thirds of the
 * others come in the first half hour, some of them waiting already; the rest drop in until half an hour before closing.
 */
export function arrivalMinutes(count: number, random: Random, dayMinutes = 420): (number | null)[] {
  return Array.from({ length: count }, () =>
    chance(NEVER_COME, random) ? null : minuteOf(random, dayMinutes),
  );
}

function minuteOf(random: Random, dayMinutes: number): number {
  if (!chance(IN_THE_FIRST_HALF_HOUR, random)) return tailMinute(random, dayMinutes);
  if (chance(WAITING_AT_THE_DOOR, random)) return random() * 2;
  // The greater of two draws, turned around: dense at first, thinning towards the half hour.
  return 30 * (1 - Math.max(random(), random()));
}

/** Exponential from the half hour on, folded back into the day so that nobody comes after the last admission. */
function tailMinute(random: Random, dayMinutes: number): number {
  const length = Math.max(1, dayMinutes - 60);
  const share = 1 - Math.exp(-length / MEAN_OF_THE_TAIL);
  return Math.min(dayMinutes - 1, 30 - MEAN_OF_THE_TAIL * Math.log(1 - random() * share));
}
