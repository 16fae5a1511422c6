/** A moment, or a calendar date such as 2024-03-23, which is the same day in every zone. */
type Moment = Date | string | number;
interface Options {
  hash: { year?: boolean; weekday?: boolean };
}

const isDay = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it a hundred times. */
function formatOf(zone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(parts);
  const kept = formats.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-US', { ...parts, timeZone: zone });
  formats.set(key, made);
  return made;
}

function write(value: unknown, zone: unknown, parts: Intl.DateTimeFormatOptions): string {
  if (value === undefined || value === null || value === '') return '–';
  const where = isDay(value) || typeof zone !== 'string' ? 'UTC' : zone;
  const moment = new Date(value as Moment);
  if (Number.isNaN(moment.getTime())) return '–';
  // ICU puts a narrow no-break space before AM, which mails and searches stumble over.
  return formatOf(where, parts).format(moment).replaceAll('\u202f', ' ');
}

const longDay: Intl.DateTimeFormatOptions = { weekday: 'long', month: 'long', day: 'numeric' };
const shortDay: Intl.DateTimeFormatOptions = { weekday: 'short', month: 'short', day: 'numeric' };
const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

/** The year is added with `year=true`, the weekday taken away with `weekday=false`. */
function partsFor(day: Intl.DateTimeFormatOptions, given: unknown): Intl.DateTimeFormatOptions {
  const { year, weekday } = (given as Partial<Options> | undefined)?.hash ?? {};
  const parts: Intl.DateTimeFormatOptions = { ...day, ...(year ? { year: 'numeric' } : {}) };
  if (weekday === false) delete parts.weekday;
  return parts;
}

const inDay =
  (day: Intl.DateTimeFormatOptions) => (value: unknown, zone: unknown, given: unknown) =>
    write(value, zone, partsFor(day, given ?? zone));

const MINUTE = 60_000;
const spans: [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number][] = [
  [60 * MINUTE, 'minute', MINUTE],
  [24 * 60 * MINUTE, 'hour', 60 * MINUTE],
  [Infinity, 'day', 24 * 60 * MINUTE],
];
const relative = new Intl.RelativeTimeFormat('en-US');

/** American forms, always in a zone: "Saturday, March 23" and "9:14 AM". */
export const timeHelpers = {
  date: inDay(longDay),
  shortDate: inDay(shortDay),
  time: (value: unknown, zone: unknown) => write(value, zone, clock),
  /** "9:05 AM" for "09:05", a time of the fair's own day. */
  wallTime: (value: unknown) => write(`1970-01-01T${String(value)}Z`, 'UTC', clock),
  /** "Saturday, March 23, 9:14 AM" */
  dateTime: (value: unknown, zone: unknown, given: unknown) => {
    const day = write(value, zone, partsFor(longDay, given ?? zone));
    return day === '–' ? day : `${day}, ${write(value, zone, clock)}`;
  },
  /** For machines: the calendar date in a zone, or the moment itself when none is given. */
  isoDate: (value: Moment, zone: unknown) => {
    if (isDay(value)) return value;
    const moment = new Date(value);
    if (Number.isNaN(moment.getTime())) return '';
    if (typeof zone !== 'string') return moment.toISOString();
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(moment);
  },
  /** "5 minutes ago", "in 3 hours"; pass the fair's clock as the second value on pages of a fair's day. */
  ago: (value: Moment, now: unknown) => {
    const reference = now instanceof Date || typeof now === 'string' ? new Date(now) : new Date();
    const apart = new Date(value).getTime() - reference.getTime();
    if (Number.isNaN(apart)) return '–';
    if (Math.abs(apart) < MINUTE) return 'just now';
    const [, unit, size] = spans.find(([limit]) => Math.abs(apart) < limit)!;
    return relative.format(Math.trunc(apart / size), unit);
  },
};
