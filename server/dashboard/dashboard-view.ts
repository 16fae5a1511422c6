import type { FairFields } from '../fairs/fair-model.ts';
import { fairDayAt, opensAt, wallClock } from '../fairs/fair-time.ts';
import type { DashboardFrame } from '../live/live-events.ts';
import { segmentById } from '../workforce/segments.ts';
import { arrivalsChart } from '../../public/js/arrivals-chart.js';

/** What the control room's page draws from a snapshot. */
export function dashboardView(frame: DashboardFrame, fair: FairFields, now: Date) {
  const clockOf = (at: Date) => wallClock(at, fair.timeZone).time;
  const today = fairDayAt(fair, now);
  const doorsOpenFor = today
    ? Math.floor((now.getTime() - opensAt(fair, today).getTime()) / 60_000)
    : null;
  const buckets = frame.arrivedByFiveMinutes;
  return {
    ...frame,
    timeZone: fair.timeZone,
    clock: clockOf(now),
    doorsOpenFor,
    late: doorsOpenFor !== null && doorsOpenFor > -15 ? frame.missingEmployers : [],
    lastFive: buckets.at(-1)?.count ?? 0,
    chart: arrivalsChart(buckets, clockOf),
    bySegment: frame.bySegment.map((row) => ({
      ...row,
      label: segmentById(row.segment)?.label ?? row.segment,
    })),
    refusedTotal: frame.refused.reduce((sum, { count }) => sum + count, 0),
  };
}
