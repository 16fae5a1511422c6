import { trusted } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { Device, type DeviceFields } from './device-model.ts';
import { isPin } from './kiosk-pin.ts';

const MOST_TRIES = 5;
const LOCK_MS = 60_000;

export type PinTry = 'right' | 'wrong' | 'locked';

/** Looks whether somebody knows a kiosk's PIN. Five wrong ones lock it for a minute, however many are tried at once. */
export async function tryPin(
  pin: string,
  { device }: KnownDevice,
  deps: Pick<Deps, 'now'>,
): Promise<PinTry> {
  const now = deps.now();
  // The try is counted before the PIN is looked at: a hundred at once are still five.
  const tried = await Device.findOneAndUpdate(
    {
      _id: device._id,
      $or: [{ pinLockedUntil: null }, { pinLockedUntil: trusted({ $lte: now }) }],
    },
    { $inc: { pinTries: 1 } },
    { returnDocument: 'after' },
  ).lean<DeviceFields>();
  if (!tried) return 'locked';
  const overrun = tried.pinTries > MOST_TRIES;
  if (!overrun && (await isPin(pin, tried.pinHash))) return 'right';
  if (tried.pinTries < MOST_TRIES) return 'wrong';
  const pinLockedUntil = new Date(now.getTime() + LOCK_MS);
  await Device.updateOne({ _id: device._id }, { pinLockedUntil, pinTries: 0 });
  return 'locked';
}
