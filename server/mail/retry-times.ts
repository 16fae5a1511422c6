import type { Trouble } from './smtp-answer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after the first, second … failed attempt; after the last one the mail has failed. */
export const waits: Record<Exclude<Trouble, 'final' | 'bad-address'>, readonly number[]> = {
  connection: [
    30 * SECOND,
    2 * MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
  ],
  greylisted: [6 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR],
  temporary: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
};

const SPREAD = 0.2;

/** When to try again after `attempts` failed ones, or null: give up. Spread, so that a thousand do not come back at once. */
export function nextAttempt(
  trouble: Trouble,
  attempts: number,
  now: Date,
  random: () => number = Math.random,
): Date | null {
  if (trouble === 'final' || trouble === 'bad-address') return null;
  const wait = waits[trouble][attempts - 1];
  if (wait === undefined) return null;
  return new Date(now.getTime() + Math.round(wait * (1 + SPREAD * (2 * random() - 1))));
}
