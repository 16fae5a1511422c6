import { trusted } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { Scan } from './scan-model.ts';

/** Of a device whose access has ended: nobody scans more in a day than `before`, and what comes `after` lets nobody in. */
const most = { before: 5000, after: 1000 };
export type MadeWhen = keyof typeof most;

const MOST_DEVICES = 1000;
const counts = new Map<string, Promise<Record<MadeWhen, number>>>();

/** Whether one more of its scans is kept. Its queue is, whatever it has tried since. */
export const mayKeepOfEnded = async (known: KnownDevice, made: MadeWhen): Promise<boolean> =>
  (await keptOf(known))[made] < most[made];

export async function noteKeptOfEnded(known: KnownDevice, made: MadeWhen): Promise<void> {
  (await keptOf(known))[made] += 1;
}

/** Asked of the store once, then counted along. */
function keptOf({ device }: KnownDevice): Promise<Record<MadeWhen, number>> {
  const key = String(device._id);
  const found = counts.get(key);
  if (found) return found;
  if (counts.size > MOST_DEVICES) counts.clear();
  const counting = countKept(device);
  counts.set(key, counting);
  counting.catch(() => counts.delete(key));
  return counting;
}

async function countKept({ _id, revokedAt, expiresAt }: KnownDevice['device']) {
  const endedAt = revokedAt && revokedAt < expiresAt ? revokedAt : expiresAt;
  const since = { deviceId: _id, receivedAt: trusted({ $gte: endedAt }) };
  const [all, after] = await Promise.all([
    Scan.countDocuments(since),
    Scan.countDocuments({ ...since, outcome: 'device_revoked' }),
  ]);
  return { before: all - after, after };
}
