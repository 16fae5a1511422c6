import type { FairFields } from '../fairs/fair-model.ts';
import { fairDayAt, opensAt, wallClock } from '../fairs/fair-time.ts';
import type { DashboardFrame } from '../live/live-events.ts';
import { segmentById } from '../workforce/segments.ts';
import { MOST_NAMED } from '../../public/js/needs-you.js';
import { arrivalsChart } from '../../public/js/arrivals-chart.js';

/** An employer that is not here by then is somebody to call. */
const LATE_FROM_MS = -15 * 60_000;

/** What the control room's page draws from a snapshot. `speed`: how fast the fair's clock runs. */
export function dashboardView(frame: DashboardFrame, fair: FairFields, now: Date, speed = 1) {
  const clockOf = (at: Date) => wallClock(at, fair.timeZone).time;
  const today = fairDayAt(fair, now);
  const doors = today && opensAt(fair, today);
  const lateIn = doors && Math.max(0, doors.getTime() + LATE_FROM_MS - now.getTime()) / speed;
  const late = lateIn === 0 ? frame.missingEmployers : [];
  const buckets = frame.arrivedByFiveMinutes;
  return {
    ...frame,
    timeZone: fair.timeZone,
    clock: clockOf(now),
    doors,
    /** Milliseconds until a missing employer is late; null on a day without a fair. */
    lateIn,
    late: late.slice(0, MOST_NAMED),
    lateRest: Math.max(0, late.length - MOST_NAMED),
    lastFive: buckets.at(-1)?.count ?? 0,
    chart: arrivalsChart(buckets, clockOf),
    bySegment: frame.bySegment.map((row) => ({
      ...row,
      label: segmentById(row.segment)?.label ?? row.segment,
    })),
    refusedTotal: frame.refused.reduce((sum, { count }) => sum + count, 0),
  };
}
