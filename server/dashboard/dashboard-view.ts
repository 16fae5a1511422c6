import type { FairFields } from '../fairs/fair-model.ts';
import { kioskNotices } from '../checkins/kiosk-notices.ts';
import { lateInMs } from '../checkins/late-employers.ts';
import { fairDayAt, opensAt, wallClock } from '../fairs/fair-time.ts';
import type { DashboardFrame } from '../live/live-events.ts';
import { MOST_NAMED } from '../../public/js/needs-you.js';
import { arrivalsChart } from '../../public/js/arrivals-chart.js';
import { missingRows } from '../../public/js/missing-rows.js';
import { refusalSentence } from '../../public/js/refusal-words.js';
import { heatOf } from '../../public/js/desk-heat.js';
import { waitReason, waitWord } from '../../public/js/wait-words.js';

/** What the control room's page draws from a snapshot. `speed`: how fast the fair's clock runs. */
export function dashboardView(frame: DashboardFrame, fair: FairFields, now: Date, speed = 1) {
  const clockOf = (at: Date) => wallClock(at, fair.timeZone).time;
  const today = fairDayAt(fair, now);
  const doors = today && opensAt(fair, today);
  const lateIn = lateInMs(fair, now, speed);
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
    bySegment: frame.bySegment,
    waitWord: waitWord(frame.wait),
    waitReason: waitReason(frame.wait),
    fives: frame.recentFives,
    byDesk: frame.byDesk.map((desk) => ({ ...desk, heat: heatOf(desk.recent, frame.byDesk) })),
    conflictsOpen: frame.conflicts.open,
    refused: frame.refused.map((each) => ({ ...each, reason: refusalSentence(each.outcome) })),
    lastRefused: frame.lastRefused.map((each) => ({
      ...each,
      reason: refusalSentence(each.outcome),
    })),
    kiosks: kioskNotices(frame),
    missingRows: missingRows(frame),
    speed,
  };
}
