import type { FairDay, FairFields } from './fair-model.ts';

const parts = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let format = parts.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    parts.set(timeZone, format);
  }
  return format;
}

interface WallClock {
  date: string;
  time: string;
}

const MINUTE_MS = 60_000;
const MOST_KEPT = 1000;
/** At the door nearly every question is about the same few minutes: now, and when the doors open. */
const kept = new Map<string, WallClock>();

/** The wall clock of a zone at an instant: `{ date: 'YYYY-MM-DD', time: 'HH:MM' }`. */
export function wallClock(at: Date, timeZone: string): WallClock {
  // Every zone in use is off from UTC by whole minutes, so a minute has one answer.
  const key = `${timeZone} ${Math.floor(at.getTime() / MINUTE_MS)}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const clock = readClock(at, timeZone);
  kept.set(key, clock);
  return clock;
}

function readClock(at: Date, timeZone: string): WallClock {
  const found: Record<string, string> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) found[type] = value;
  return {
    date: `${found.year}-${found.month}-${found.day}`,
    time: `${found.hour}:${found.minute}`,
  };
}

/** The instant of a wall-clock time in a zone. In the hour that daylight saving skips, the later reading. */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  // Two rounds settle any offset, also across a change of clocks.
  for (let round = 0; round < 2; round += 1) {
    const seen = wallClock(new Date(guess), timeZone);
    guess += wanted - Date.parse(`${seen.date}T${seen.time}:00Z`);
  }
  return new Date(guess);
}

/** What of a fair decides its days: also plain data will do. */
export interface Calendar {
  days: readonly FairDay[];
  timeZone: string;
}

/** YYYY-MM-DD: the calendar date in the fair's zone, by the fair's clock. */
export const todayAt = (fair: Pick<FairFields, 'timeZone'>, deps: { fairNow(): Date }): string =>
  wallClock(deps.fairNow(), fair.timeZone).date;

/** The fair's day on the calendar date of an instant, or null. */
export function fairDayAt(fair: Calendar, at: Date): FairDay | null {
  const { date } = wallClock(at, fair.timeZone);
  return fair.days.find((day) => day.date === date) ?? null;
}

export const opensAt = (fair: Pick<FairFields, 'timeZone'>, day: FairDay): Date =>
  instantOf(day.date, day.opens, fair.timeZone);
export const closesAt = (fair: Pick<FairFields, 'timeZone'>, day: FairDay): Date =>
  instantOf(day.date, day.closes, fair.timeZone);

/** Closing time of the last day. */
export function endOfFair(fair: Calendar): Date {
  const last = [...fair.days].sort((a, b) => a.date.localeCompare(b.date)).at(-1)!;
  return closesAt(fair, last);
}
