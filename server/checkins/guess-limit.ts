import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Device } from './device-model.ts';
import { minuteLimit } from './minute-limit.ts';

const unknown = minuteLimit(60);

/** Paired devices scan as fast as they like; one that only brings unknown codes is trying them out. */
export const mayGuess = (deviceId: Types.ObjectId, now: Date): boolean =>
  !unknown.isReached(deviceId, now);

/** The one that is too many is kept with the device, where the organizer sees it. */
export function noteUnknown(
  deviceId: Types.ObjectId,
  deps: Pick<Deps, 'now' | 'background'>,
): void {
  const now = deps.now();
  if (unknown.add(deviceId, now) === unknown.most)
    deps.background.run(
      'noting a device that tries codes out',
      Device.updateOne({ _id: deviceId }, { guessedAt: now }).exec(),
    );
}
