import { trusted, type Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import type { BadgeSize } from '../fairs/badge-sizes.ts';
import type { BadgeCard } from '../fairs/badge-text.ts';
import { recordPrint } from '../fairs/record-print.ts';
import { findBadgeHolder } from './badge-holder.ts';
import { awaitPrint } from './kiosk-service.ts';
import { Scan } from './scan-model.ts';

/** Whoever has gone on to the fair does not come back to this screen for the badge. */
const WITHIN_MS = 2 * 60_000;

export type KioskPrint =
  | { outcome: 'print'; card: BadgeCard; size: BadgeSize }
  /** It was printed before, here or elsewhere: only staff print it once more. */
  | { outcome: 'staff' };

/** Prints the badge of somebody whom this kiosk has just checked in: once, and never again by itself. */
export async function printAtKiosk(
  scanId: Types.ObjectId,
  known: KnownDevice,
  deps: Pick<Deps, 'now' | 'fairNow' | 'live' | 'secrets' | 'demo'>,
): Promise<KioskPrint> {
  const { device, desk, fair } = known;
  const staff = { outcome: 'staff' as const };
  const size = device.printSize as BadgeSize | '';
  if (!size) return staff;
  const since = deps.fairNow().getTime() - WITHIN_MS * (deps.demo?.speed() ?? 1);
  const scan = await Scan.findOne({
    _id: scanId,
    deviceId: device._id,
    stands: true,
    receivedAt: trusted({ $gte: new Date(since) }),
  })
    .select('registrationId')
    .lean();
  if (!scan?.registrationId) return staff;
  const holder = await findBadgeHolder(fair, scan.registrationId, deps);
  if (!holder?.card) return staff;
  const printing = { size, by: desk.name, deskId: desk._id, reason: '' };
  const printed = await recordPrint(scan.registrationId, printing, deps);
  if (printed.outcome !== 'printed') return staff;
  await awaitPrint(known, deps);
  return { outcome: 'print', card: holder.card, size };
}
