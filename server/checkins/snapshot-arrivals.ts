import { trusted, type Types } from 'mongoose';
import type { SnapshotArrival } from '../../public/js/door-list.js';
import { arrivalPlace } from './arrival-place.ts';
import { Desk } from './desk-model.ts';
import { Scan, type ScanFields } from './scan-model.ts';

const FIELDS = 'registrationId deskId scannedAt stands undone earlier';

/** Arrivals of a day that are new or were changed since; all of them without a time. */
export async function snapshotArrivals(
  fairId: Types.ObjectId,
  day: string,
  since: Date | null,
): Promise<SnapshotArrival[]> {
  const of = { fairId, day };
  const from = trusted({ $gte: since ?? new Date(0) });
  const [added, undone, moved, desks] = await Promise.all([
    read({ ...of, receivedAt: from, stands: trusted({ $in: [true, false] }) }),
    since ? read({ ...of, stands: false, 'undone.at': from }) : [],
    since ? read({ ...of, 'earlier.movedAt': from }) : [],
    Desk.find({ fairId }).select('name').lean(),
  ]);
  const names = new Map(desks.map(({ _id, name }) => [String(_id), name]));
  const once = new Map([...undone, ...moved, ...added].map((scan) => [String(scan._id), scan]));
  // Of somebody who came again after an undo, the last one counts.
  return [...once.values()].sort(byTime).map((scan) => {
    const { at, deskId } = arrivalPlace(scan);
    return {
      holder: String(scan.registrationId),
      at: at.getTime(),
      desk: names.get(String(deskId)) ?? '',
      ...(scan.undone ? { until: scan.undone.at.getTime() } : {}),
    };
  });
}

const read = (filter: object) => Scan.find(filter).select(FIELDS).lean<ScanFields[]>();

/** A standing arrival after every undone one. */
const byTime = (a: ScanFields, b: ScanFields) =>
  Number(a.stands) - Number(b.stands) || a.scannedAt.getTime() - b.scannedAt.getTime();
