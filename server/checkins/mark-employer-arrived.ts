import { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { doorsAt } from './admission.ts';
import { EmployerArrival } from './employer-arrival-model.ts';

export type EmployerArrived =
  { outcome: 'here' | 'already'; name: string } | { outcome: 'unknown' } | { outcome: 'wrong_day' };

/** An employer's team is here today. Said twice, it is kept once. */
export async function markEmployerArrived(
  enrollmentId: string,
  known: KnownDevice,
  deps: Pick<Deps, 'now' | 'fairNow' | 'live'>,
): Promise<EmployerArrived> {
  const { fair, desk, device } = known;
  const enrollment = await Enrollment.findOne({
    _id: new Types.ObjectId(enrollmentId),
    fairId: fair._id,
    state: 'accepted',
  }).lean();
  if (!enrollment) return { outcome: 'unknown' };
  const { live, day } = doorsAt(fair, deps.fairNow(), deps.now());
  if (!live || !day) return { outcome: 'wrong_day' };

  const name = enrollment.employerName;
  const by = device.volunteer || desk.name;
  try {
    await EmployerArrival.create({
      fairId: fair._id,
      day: day.date,
      enrollmentId: enrollment._id,
      deskId: desk._id,
      deviceId: device._id,
      at: deps.fairNow(),
      changes: [{ at: deps.fairNow(), by, deviceId: device._id, what: 'Team has arrived' }],
    });
  } catch (error) {
    if (isDuplicateKey(error, 'one_standing_team_a_day')) return { outcome: 'already', name };
    throw error;
  }
  deps.live.fairChanged(String(fair._id), ['employers']);
  return { outcome: 'here', name };
}
