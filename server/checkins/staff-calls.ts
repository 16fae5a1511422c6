import { trusted, type Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { StaffCall } from './staff-call-model.ts';

/** A kiosk asks for staff; pressed again before somebody answers, it is the same call. */
export async function callStaff(
  { fair, desk, device }: KnownDevice,
  deps: Pick<Deps, 'fairNow' | 'live'>,
): Promise<void> {
  try {
    const of = { fairId: fair._id, deskId: desk._id, deviceId: device._id };
    await StaffCall.create({ ...of, at: deps.fairNow() });
  } catch (error) {
    if (!isDuplicateKey(error, 'one_open_call_a_device')) throw error;
    return;
  }
  deps.live.fairChanged(String(fair._id), ['devices']);
}

/** Somebody goes: the calls up to an instant are answered. Later ones, which nobody has seen yet, stay. */
export async function answerCalls(
  fairId: Types.ObjectId,
  until: Date,
  accountId: Types.ObjectId,
  deps: Pick<Deps, 'fairNow' | 'live'>,
): Promise<number> {
  const answered = await StaffCall.updateMany(
    { fairId, open: true, at: trusted({ $lte: until }) },
    { open: false, answeredAt: deps.fairNow(), answeredBy: accountId },
  );
  if (answered.modifiedCount) deps.live.fairChanged(String(fairId), ['devices']);
  return answered.modifiedCount;
}

/** Calls that nobody has answered, the oldest first. */
export const openCalls = (fairId: Types.ObjectId) =>
  StaffCall.find({ fairId, open: true }).sort({ at: 1 }).limit(50).lean();
