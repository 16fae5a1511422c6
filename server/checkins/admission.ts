import type { FairFields } from '../fairs/fair-model.ts';
import { fairDayAt, opensAt } from '../fairs/fair-time.ts';
import type { Doors } from '../../public/js/door-admission.js';

export {
  decideAdmission,
  type Doors,
  type Holder,
  type Verdict,
} from '../../public/js/door-admission.js';

/** The fair's doors at the moment of a scan; `madeAt` is the same moment by the real clock. A scan made before the fair closed still counts. */
export function doorsAt(fair: FairFields, at: Date, madeAt: Date): Doors {
  const day = fairDayAt(fair, at);
  const closedSince = fair.state === 'closed' && fair.closedAt;
  return {
    fairId: String(fair._id),
    live: fair.state === 'live' || Boolean(closedSince && madeAt < closedSince),
    timeZone: fair.timeZone,
    day: day && { date: day.date, opensAt: opensAt(fair, day).getTime() },
  };
}
