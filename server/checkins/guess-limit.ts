import type { Types } from 'mongoose';

const MOST_UNKNOWN = 60;
const WITHIN_MS = 60_000;

const guesses = new Map<string, { count: number; until: number }>();

/** Paired devices scan as fast as they like; one that only brings unknown codes is trying them out. */
export function mayGuess(deviceId: Types.ObjectId, now: Date): boolean {
  const found = guesses.get(String(deviceId));
  return !found || found.until <= now.getTime() || found.count < MOST_UNKNOWN;
}

export function noteUnknown(deviceId: Types.ObjectId, now: Date): void {
  const key = String(deviceId);
  const found = guesses.get(key);
  if (found && found.until > now.getTime()) {
    found.count += 1;
    return;
  }
  if (guesses.size > 1000) guesses.clear();
  guesses.set(key, { count: 1, until: now.getTime() + WITHIN_MS });
}
