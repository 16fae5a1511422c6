import { trusted, type Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import type { KioskOut } from '../live/live-events.ts';
import { Desk } from './desk-model.ts';
import { Device, type DeviceFields } from './device-model.ts';
import { deviceById, forgetKnownDevice } from './known-device.ts';
import { answerCallsOf, callStaff } from './staff-calls.ts';
import { tryPin, type PinTry } from './try-pin.ts';

/** So long a kiosk waits for word that a badge came out. */
export const PRINT_S = 30;

type ServiceDeps = Pick<Deps, 'now' | 'fairNow' | 'live'>;

/** Whether visitors are turned away: the printer has failed, or nobody has said in time that it has not. */
export async function isOutOfService(known: KnownDevice, deps: ServiceDeps): Promise<boolean> {
  if (known.device.outOfServiceAt) return true;
  const { printAskedAt } = known.device;
  if (!printAskedAt || printAskedAt > lastInTime(deps)) return false;
  return takeOutOfService(known, deps, { printAskedAt });
}

/** A badge was sent to the printer. A print that nobody has confirmed yet keeps its time. */
export async function awaitPrint({ device }: KnownDevice, deps: ServiceDeps): Promise<void> {
  await Device.updateOne({ _id: device._id, printAskedAt: null }, { printAskedAt: deps.now() });
  forgetKnownDevice(device);
}

/** The browser has handed the badge to the printer, or the visitor holds it. */
export async function confirmPrint({ device }: KnownDevice): Promise<void> {
  await Device.updateOne({ _id: device._id }, { printAskedAt: null });
  forgetKnownDevice(device);
}

/** Turns visitors away and calls staff. Nobody's check-in is touched. False when the print was confirmed meanwhile. */
export async function takeOutOfService(
  known: KnownDevice,
  deps: ServiceDeps,
  still: { printAskedAt?: Date } = {},
): Promise<boolean> {
  const { _id } = known.device;
  const taken = await Device.updateOne(
    { _id, revokedAt: null, outOfServiceAt: null, ...still },
    { outOfServiceAt: deps.fairNow(), printAskedAt: null },
  );
  forgetKnownDevice(known.device);
  if (taken.modifiedCount === 0)
    return Boolean(await Device.exists({ _id, outOfServiceAt: trusted({ $ne: null }) }));
  await callStaff(known, 'print', deps);
  deps.live.fairChanged(String(known.fair._id), ['devices']);
  return true;
}

/** Staff are there: by the PIN, visitors are served again. */
export async function bringBack(
  pin: string,
  known: KnownDevice,
  deps: ServiceDeps,
): Promise<'back' | Exclude<PinTry, 'right'>> {
  const tried = await tryPin(pin, known, deps);
  if (tried !== 'right') return tried;
  const inService = { outOfServiceAt: null, printAskedAt: null, pinTries: 0 };
  await Device.updateOne({ _id: known.device._id }, inService);
  forgetKnownDevice(known.device);
  await answerCallsOf(known.device._id, deps);
  deps.live.fairChanged(String(known.fair._id), ['devices']);
  return 'back';
}

/** A browser that hangs in its printing tells nobody: this finds the kiosks whose time is over. */
export async function stopStuckKiosks(deps: ServiceDeps): Promise<void> {
  const stuck = await Device.find({
    printAskedAt: trusted({ $lte: lastInTime(deps) }),
    ...standing(deps.now()),
  })
    .select('_id')
    .limit(100)
    .lean();
  for (const { _id } of stuck) {
    const known = await deviceById(String(_id));
    if (known) await isOutOfService(known, deps);
  }
}

/** Kiosks of a fair that turn visitors away, the longest first. */
export async function kiosksOutOfService(fairId: Types.ObjectId, now: Date): Promise<KioskOut[]> {
  const out = trusted({ $ne: null });
  const devices = await Device.find({
    fairId,
    role: 'kiosk',
    outOfServiceAt: out,
    ...standing(now),
  })
    .sort({ outOfServiceAt: 1 })
    .limit(50)
    .lean<DeviceFields[]>();
  if (devices.length === 0) return [];
  const desks = await Desk.find({ fairId }).select('name').lean();
  return devices.map(({ deskId, kioskName, outOfServiceAt }) => ({
    desk: desks.find(({ _id }) => _id.equals(deskId))?.name ?? '',
    kiosk: kioskName ?? '',
    at: outOfServiceAt!.toISOString(),
  }));
}

/** Of a device whose access has ended nobody waits for a badge. */
const standing = (now: Date) => ({ revokedAt: null, expiresAt: trusted({ $gt: now }) });

const lastInTime = (deps: Pick<Deps, 'now'>) => new Date(deps.now().getTime() - PRINT_S * 1000);
