import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { EmployerArrival } from './employer-arrival-model.ts';

/** Takes a team's arrival of today back, once. The record stays and says who, when and why; false when there is none. */
export async function undoTeam(
  enrollmentId: Types.ObjectId,
  why: string,
  { device, desk, fair }: KnownDevice,
  deps: Pick<Deps, 'fairNow' | 'live'>,
): Promise<boolean> {
  const at = deps.fairNow();
  const day = wallClock(at, fair.timeZone).date;
  const by = device.volunteer || desk.name;
  const { modifiedCount } = await EmployerArrival.updateOne(
    { fairId: fair._id, day, enrollmentId, stands: true },
    { $set: { stands: false, undone: { at, by, deviceId: device._id, why } } },
  );
  if (modifiedCount === 0) return false;
  deps.live.fairChanged(String(fair._id), ['employers']);
  return true;
}
