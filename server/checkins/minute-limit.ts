import type { Types } from 'mongoose';

const WITHIN_MS = 60_000;
const MOST_DEVICES = 1000;

/** Counts what each device brings within a minute; each process for itself. */
export function minuteLimit(most: number) {
  const counts = new Map<string, { count: number; until: number }>();

  function current(deviceId: Types.ObjectId, now: Date) {
    const found = counts.get(String(deviceId));
    return found && found.until > now.getTime() ? found : undefined;
  }

  return {
    most,
    isReached: (deviceId: Types.ObjectId, now: Date): boolean =>
      (current(deviceId, now)?.count ?? 0) >= most,
    /** How many it has brought with this one. */
    add(deviceId: Types.ObjectId, now: Date): number {
      const found = current(deviceId, now);
      if (found) return (found.count += 1);
      if (counts.size > MOST_DEVICES) counts.clear();
      counts.set(String(deviceId), { count: 1, until: now.getTime() + WITHIN_MS });
      return 1;
    },
  };
}
