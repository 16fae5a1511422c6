import { trusted, type Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { ShownCall } from '../live/live-events.ts';
import { Desk } from './desk-model.ts';
import { Device } from './device-model.ts';
import { StaffCall, type CallReason } from './staff-call-model.ts';

type CallDeps = Pick<Deps, 'fairNow' | 'live'>;

/** A kiosk asks for staff; called again before somebody answers, it is the same call, with the newer reason. */
export async function callStaff(
  { fair, desk, device }: KnownDevice,
  why: CallReason,
  deps: CallDeps,
): Promise<void> {
  try {
    const of = { fairId: fair._id, deskId: desk._id, deviceId: device._id };
    await StaffCall.create({ ...of, why, at: deps.fairNow() });
  } catch (error) {
    if (!isDuplicateKey(error, 'one_open_call_a_device')) throw error;
    if (why === 'help') return;
    await StaffCall.updateOne({ deviceId: device._id, open: true }, { why });
  }
  deps.live.fairChanged(String(fair._id), ['devices']);
}

/** Who goes: an organizer by the control room, or a supervisor's device. */
type Answerer = { answeredBy: Types.ObjectId } | { answeredByDevice: Types.ObjectId };

/** Somebody goes: the calls up to an instant are answered. Later ones, which nobody has seen yet, stay. */
export async function answerCalls(
  fairId: Types.ObjectId,
  until: Date,
  by: Answerer,
  deps: CallDeps,
): Promise<number> {
  const answered = await StaffCall.updateMany(
    { fairId, open: true, at: trusted({ $lte: until }) },
    { open: false, answeredAt: deps.fairNow(), ...by },
  );
  if (answered.modifiedCount) deps.live.fairChanged(String(fairId), ['devices']);
  return answered.modifiedCount;
}

/** Somebody is at the kiosk already. */
export const answerCallsOf = (deviceId: Types.ObjectId, deps: Pick<Deps, 'fairNow'>) =>
  StaffCall.updateMany(
    { deviceId, open: true },
    { open: false, answeredAt: deps.fairNow(), answeredByDevice: deviceId },
  );

/** Calls that nobody has answered, the oldest first. */
export const openCalls = (fairId: Types.ObjectId) =>
  StaffCall.find({ fairId, open: true }).sort({ at: 1 }).limit(50).lean();

/** The same by the names of desk and kiosk. */
export async function shownCalls(fairId: Types.ObjectId): Promise<ShownCall[]> {
  const calls = await openCalls(fairId);
  if (calls.length === 0) return [];
  const ids = trusted({ $in: calls.map(({ deviceId }) => deviceId) });
  const [desks, kiosks] = await Promise.all([
    Desk.find({ fairId }).select('name').lean(),
    Device.find({ _id: ids }).select('kioskName').lean(),
  ]);
  return calls.map(({ deskId, deviceId, why, at }) => ({
    desk: desks.find(({ _id }) => _id.equals(deskId))?.name ?? 'A desk that is gone',
    kiosk: kiosks.find(({ _id }) => _id.equals(deviceId))?.kioskName ?? '',
    why: why ?? 'help',
    at: at.toISOString(),
  }));
}
