import { trusted, Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import type { UndoResult } from '../live/live-events.ts';
import { leaveZones } from './leave-zones.ts';
import { Scan, type ScanFields } from './scan-model.ts';

export const UNDO_WITHIN_MS = 10_000;

export type UndoRequest = ({ scanId: string } | { registrationId: string }) & { why: string };
type DoorDeps = Pick<Deps, 'now' | 'fairNow' | 'live' | 'demo'>;

/** Takes an arrival back, once. Nothing is erased: the record says who, when and why. */
export async function undoCheckin(
  request: UndoRequest,
  known: KnownDevice,
  deps: DoorDeps,
): Promise<UndoResult> {
  const scan = await arrivalOf(request, known, deps);
  if (!scan) return refuse('There is no such arrival at this fair.');
  if (!scan.stands) return refuse('This arrival was undone before.');
  const objection = await mayNotUndo(scan, request.why, known, deps);
  if (objection) return refuse(objection);

  const { device, desk } = known;
  const undone = {
    at: deps.fairNow(),
    by: device.volunteer || desk.name,
    deviceId: device._id,
    why: request.why,
  };
  // Before, so that nobody is left inside if the process ends between the two; and after, for whoever entered meanwhile.
  await leaveZones(scan, undone.at);
  const changed = await Scan.updateOne({ _id: scan._id, stands: true }, { stands: false, undone });
  await leaveZones(scan, undone.at);
  if (changed.modifiedCount === 0) return refuse('This arrival was undone before.');
  deps.live.fairChanged(String(known.fair._id), ['arrivals']);
  return { ok: true, text: 'Undone: this person does not count as here.' };
}

const refuse = (text: string): UndoResult => ({ ok: false, text });

async function arrivalOf(
  request: UndoRequest,
  { fair }: KnownDevice,
  deps: DoorDeps,
): Promise<ScanFields | null> {
  if ('scanId' in request) {
    const scan = await Scan.findById(new Types.ObjectId(request.scanId)).lean<ScanFields>();
    return scan && scan.fairId.equals(fair._id) && scan.stands !== undefined ? scan : null;
  }
  return Scan.findOne({
    fairId: fair._id,
    day: todayAt(fair, deps),
    registrationId: new Types.ObjectId(request.registrationId),
    stands: true,
  }).lean<ScanFields>();
}

/** A steward may take back what the own device did last, at once; a supervisor anything, and says why. */
async function mayNotUndo(
  scan: ScanFields,
  why: string,
  { device }: KnownDevice,
  deps: DoorDeps,
): Promise<string | null> {
  const own = scan.deviceId.equals(device._id);
  const age = deps.fairNow().getTime() - scan.receivedAt.getTime();
  const fresh = own && age <= UNDO_WITHIN_MS * (deps.demo?.speed() ?? 1);
  if (fresh && !(await admittedSince(scan))) return null;
  if (device.role !== 'supervisor')
    return 'Too late here: only a supervisor may undo this arrival.';
  return why ? null : 'Say why this arrival is undone.';
}

const admittedSince = (scan: ScanFields) =>
  Scan.exists({
    fairId: scan.fairId,
    day: scan.day,
    receivedAt: trusted({ $gt: scan.receivedAt }),
    deviceId: scan.deviceId,
    stands: true,
  });
