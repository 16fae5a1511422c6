import { closesAt, fairDayAt, opensAt } from '../fairs/fair-time.ts';
import type { FairFields } from '../fairs/fair-model.ts';

/** An employer that is not here by then is somebody to call. */
const BEFORE_OPENING_MS = 15 * 60_000;

/** When a team that is not here is late, on the fair's day of an instant; null on a day without a fair. */
export function lateFrom(fair: FairFields, at: Date): Date | null {
  const day = fairDayAt(fair, at);
  return day && new Date(opensAt(fair, day).getTime() - BEFORE_OPENING_MS);
}

/** Whether a team that is not here at that instant is late: from 15 minutes before the doors open until they close. */
export function isLateAt(fair: FairFields, at: Date): boolean {
  const day = fairDayAt(fair, at);
  const from = lateFrom(fair, at);
  return day !== null && from !== null && at >= from && at < closesAt(fair, day);
}

/** Real milliseconds until then, for a fair whose clock runs `speed` times as fast; null on a day without a fair. */
export function lateInMs(fair: FairFields, at: Date, speed = 1): number | null {
  const from = lateFrom(fair, at);
  return from && Math.max(0, from.getTime() - at.getTime()) / speed;
}
