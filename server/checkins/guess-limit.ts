import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Device } from './device-model.ts';

const MOST_UNKNOWN = 60;
const WITHIN_MS = 60_000;

const guesses = new Map<string, { count: number; until: number }>();

/** Paired devices scan as fast as they like; one that only brings unknown codes is trying them out. */
export function mayGuess(deviceId: Types.ObjectId, now: Date): boolean {
  const found = guesses.get(String(deviceId));
  return !found || found.until <= now.getTime() || found.count < MOST_UNKNOWN;
}

/** The one that is too many is kept with the device, where the organizer sees it. */
export function noteUnknown(
  deviceId: Types.ObjectId,
  deps: Pick<Deps, 'now' | 'background'>,
): void {
  const key = String(deviceId);
  const now = deps.now();
  const found = guesses.get(key);
  if (!found || found.until <= now.getTime()) {
    if (guesses.size > 1000) guesses.clear();
    guesses.set(key, { count: 1, until: now.getTime() + WITHIN_MS });
    return;
  }
  found.count += 1;
  if (found.count === MOST_UNKNOWN)
    deps.background.run(
      'noting a device that tries codes out',
      Device.updateOne({ _id: deviceId }, { guessedAt: now }).exec(),
    );
}
