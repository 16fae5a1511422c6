import type { Types } from 'mongoose';
import { countArrivals } from '../checkins/arrivals.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { fairDayAt } from '../fairs/fair-time.ts';
import { currentSeq } from '../live/feed-lease.ts';
import { Visit } from './visit-model.ts';

interface Pair {
  enrollmentId: Types.ObjectId;
  registrationId: Types.ObjectId;
}
type Fair = Pick<FairFields, '_id' | 'days' | 'timeZone'>;

/** Lets the control room, the employer's other devices and the graduate's page know. Nobody waits for it. */
export function announceVisit(fair: Fair, visit: Pair, deps: Deps): void {
  deps.follow.fairChanged(fair._id);
  deps.background.run('telling of a visit', tellBoth(fair, visit, deps));
}

/** Lets the graduate's open page know that an employer asks. */
export function announceQuestion(fair: Fair, registrationId: Types.ObjectId, deps: Deps): void {
  deps.background.run('telling of a question', tellGraduate(fair, registrationId, deps));
}

async function tellBoth(
  fair: Fair,
  { enrollmentId, registrationId }: Pair,
  deps: Deps,
): Promise<void> {
  const day = fairDayAt(fair, deps.fairNow());
  const [seq, visits, arrivedGraduates] = await Promise.all([
    currentSeq(String(fair._id)),
    Visit.countDocuments({ enrollmentId }),
    day ? countArrivals(fair._id, day.date) : 0,
  ]);
  const totals = { seq, visits, arrivedGraduates };
  deps.live.toEmployer(String(enrollmentId), 'employer:changed', totals);
  deps.live.toGraduate(String(registrationId), 'graduate:changed', { seq, kind: 'visit' });
}

async function tellGraduate(fair: Fair, registrationId: Types.ObjectId, deps: Deps): Promise<void> {
  const seq = await currentSeq(String(fair._id));
  deps.live.toGraduate(String(registrationId), 'graduate:changed', { seq, kind: 'consent-asked' });
}
