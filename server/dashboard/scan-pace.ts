import type { DoorPace } from './wait-estimate.ts';

const MINUTE_MS = 60_000;
const WINDOW = 5;

/** Scans of a day by desk and minute, as they come in any order. */
export function scanPace() {
  const desks = new Map<string, Map<number, number>>();
  let fastest = 0;

  const inWindow = (minutes: Map<number, number>, last: number): number => {
    let sum = 0;
    for (let minute = last - WINDOW + 1; minute <= last; minute += 1)
      sum += minutes.get(minute) ?? 0;
    return sum;
  };

  return {
    add(deskId: string, at: Date): void {
      const minute = Math.floor(at.getTime() / MINUTE_MS);
      const minutes = desks.get(deskId) ?? new Map<number, number>();
      desks.set(deskId, minutes.set(minute, (minutes.get(minute) ?? 0) + 1));
      // Only the five windows that hold this minute can have become the fastest.
      for (let last = minute; last < minute + WINDOW; last += 1)
        fastest = Math.max(fastest, inWindow(minutes, last));
    },
    /** The pace in the five minutes that end with the minute of `now`. */
    at(now: Date): DoorPace {
      const last = Math.floor(now.getTime() / MINUTE_MS);
      const counts = [...desks.values()].map((minutes) => inWindow(minutes, last)).filter(Boolean);
      return { scans: counts.reduce((sum, n) => sum + n, 0), desks: counts.length, fastest };
    },
  };
}
