import { serverError } from './errors.ts';
import type { Doc } from './paths.ts';

const MS: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const WEEKDAYS = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'];
const EPOCH = Date.UTC(2000, 0, 1);
const formats = new Map<string, Intl.DateTimeFormat>();

/** $dateTrunc: bins count from 2000-01-01 00:00, a Saturday, in the given zone. */
export function truncateDate({
  date,
  unit,
  binSize = 1,
  timezone = 'UTC',
  startOfWeek = 'sunday',
}: Doc): Date | null {
  if (date === null || date === undefined || unit === null || unit === undefined) return null;
  if (!(date instanceof Date))
    throw serverError(5439012, "$dateTrunc requires 'date' to be a date");
  if (!(unit in MS) && !(unit in MONTHS))
    throw serverError(5439014, `unknown time unit value: ${unit}`);
  const floor = (value: number, size: number) => Math.floor(value / size) * size;
  if (MS[unit]! < MS.day!) {
    const epoch = toUtc(EPOCH, timezone);
    return new Date(epoch + floor(date.getTime() - epoch, binSize * MS[unit]!));
  }
  const local = date.getTime() + offsetAt(date.getTime(), timezone);
  if (unit in MONTHS) {
    const at = new Date(local);
    const months = floor(
      (at.getUTCFullYear() - 2000) * 12 + at.getUTCMonth(),
      binSize * MONTHS[unit]!,
    );
    return new Date(toUtc(Date.UTC(2000, months, 1), timezone));
  }
  const start =
    EPOCH +
    (unit === 'week' ? WEEKDAYS.indexOf(startOfWeek.slice(0, 3).toLowerCase()) * MS.day! : 0);
  return new Date(toUtc(start + floor(local - start, binSize * MS[unit]!), timezone));
}

/** The second look is for the hours around a change of clocks. */
export function toUtc(local: number, timezone: string): number {
  return local - offsetAt(local - offsetAt(local, timezone), timezone);
}

function offsetAt(instant: number, timezone: string): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(timezone);
  if (fixed)
    return (
      (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * MS.minute!
    );
  if (timezone === 'UTC' || timezone === 'GMT') return 0;
  let format = formats.get(timezone);
  if (!format)
    formats.set(
      timezone,
      (format = new Intl.DateTimeFormat('en-US', {
        timeZone: timezone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })),
    );
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  return (
    Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) -
    Math.floor(instant / 1000) * 1000
  );
}
