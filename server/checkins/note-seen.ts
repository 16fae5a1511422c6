import { isPracticeCode } from '../../public/js/practice-code.js';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { Device } from './device-model.ts';

const EVERY_MS = 30_000;
const noted = new Map<string, number>();

/** Notes a device that has brought these codes; in practice nobody is scanned, and it was only heard of. */
export const noteScans = (
  known: KnownDevice,
  codes: readonly (string | undefined)[],
  deps: Pick<Deps, 'now' | 'background'>,
): void => noteSeen(known, deps, codes.length > 0 && codes.every(isPracticeCode) ? 'look' : 'scan');

/** Keeps when a device was last heard of, for the organizer's list; now and then is enough, and no scan waits for it. */
export function noteSeen(
  { device }: KnownDevice,
  deps: Pick<Deps, 'now' | 'background'>,
  did: 'look' | 'scan' = 'look',
): void {
  const key = `${did} ${String(device._id)}`;
  const now = deps.now();
  const before = did === 'scan' ? device.lastScanAt : device.lastSeenAt;
  const last = Math.max(noted.get(key) ?? 0, before?.getTime() ?? 0);
  if (now.getTime() - last < EVERY_MS) return;
  if (noted.size > 5000) noted.clear();
  noted.set(key, now.getTime());
  deps.background.run(
    'noting a device',
    Device.updateOne(
      { _id: device._id },
      { lastSeenAt: now, ...(did === 'scan' && { lastScanAt: now }) },
    ).exec(),
  );
}
