import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Device } from './device-model.ts';

/** By device, what has come since the write that is under way began. */
const waiting = new Map<string, number>();

/**
 * Counts a refused scan that is one too many to be kept with its device, where the organizer sees it. One write a device
 * at a time: what comes meanwhile goes with the next, so that a flood costs no more than its answers.
 */
export function noteUnkept(deviceId: Types.ObjectId, deps: Pick<Deps, 'now' | 'background'>): void {
  const key = String(deviceId);
  const before = waiting.get(key);
  waiting.set(key, (before ?? 0) + 1);
  if (before === undefined)
    deps.background.run('counting scans that are not kept', writeDown(deviceId, deps));
}

async function writeDown(deviceId: Types.ObjectId, deps: Pick<Deps, 'now'>): Promise<void> {
  const key = String(deviceId);
  try {
    for (let count = waiting.get(key); count; count = waiting.get(key)) {
      waiting.set(key, 0);
      await Device.updateOne({ _id: deviceId }, { $inc: { unkept: count }, unkeptAt: deps.now() });
    }
  } finally {
    waiting.delete(key);
  }
}
