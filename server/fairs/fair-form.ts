import { z } from 'zod';
import { deletesAt } from './deletion-day.ts';
import { MOST_KEPT_DAYS, type FairDay } from './fair-model.ts';
import { instantOf } from './fair-time.ts';

const words = (label: string, max: number) =>
  z
    .string({ error: `Enter ${label}` })
    .trim()
    .min(1, `Enter ${label}`)
    .max(max, `Use ${max} characters or fewer`);

const timeZone = z
  .string()
  .refine(
    (zone) => Intl.supportedValuesOf('timeZone').includes(zone),
    'Choose a time zone from the list',
  );

const moment = (label: string) =>
  z
    .string({ error: `Enter ${label}` })
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, `Enter ${label} as a date and a time`);

const dayLine = /^(\d{4}-\d{2}-\d{2})\s+(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})$/;

/** One day a line: `2027-03-13 9:00-15:00`. */
const days = z
  .string({ error: 'Enter at least one day' })
  .trim()
  .min(1, 'Enter at least one day')
  .transform((text, context): FairDay[] => {
    const lines = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    const read = lines.map(readDay);
    const problem = problemOf(lines, read);
    if (problem) context.addIssue({ code: 'custom', message: problem });
    return (read as FairDay[]).sort((a, b) => a.date.localeCompare(b.date));
  });

function readDay(line: string): FairDay | null {
  const [, date, opens, closes] = dayLine.exec(line) ?? [];
  if (!date || !opens || !closes || Number.isNaN(Date.parse(date))) return null;
  return { date, opens: opens.padStart(5, '0'), closes: closes.padStart(5, '0') };
}

function problemOf(lines: string[], read: (FairDay | null)[]): string | null {
  const bad = read.findIndex((day) => !day || day.opens >= day.closes || day.closes > '23:59');
  if (bad >= 0) return `Write “${lines[bad]}” like 2027-03-13 9:00-15:00, closing after it opens`;
  if (lines.length > 14) return 'A fair has at most 14 days';
  const dates = new Set(read.map((day) => day!.date));
  return dates.size < read.length ? 'Each day can stand here once' : null;
}

type Moment = 'employersFrom' | 'employersUntil' | 'graduatesFrom' | 'graduatesUntil';

const isLater = (from: Moment, until: Moment) => (fair: Record<Moment, string>) =>
  fair[from] < fair[until];

/** Said together with every other mistake of the form: only the two moments themselves must be there. */
const sayLater = (from: Moment, until: Moment) => ({
  path: [until],
  message: 'This must be later than the beginning',
  when: ({ value, issues }: z.core.ParsePayload) =>
    typeof value === 'object' &&
    !issues.some(({ path }) => path?.[0] === from || path?.[0] === until),
});

/** What an organizer enters for a fair. Times are wall-clock times in the fair's zone; `toFields` makes instants of them. */
export const fairForm = z
  .object({
    name: words('the name of the fair', 120),
    about: z.string().trim().max(2000, 'Use 2,000 characters or fewer').default(''),
    venue: words('the venue', 120),
    address: words('the address', 300),
    timeZone,
    days,
    employersFrom: moment('when employers can apply from'),
    employersUntil: moment('until when employers can apply'),
    graduatesFrom: moment('when graduates can register from'),
    graduatesUntil: moment('until when graduates can register'),
    capacity: z.coerce
      .number('Enter how many graduates the venue can take, in digits')
      .int('Enter a whole number')
      .min(1, 'Enter at least 1')
      .max(200_000, 'Enter at most 200,000'),
    keptDays: z.coerce
      .number('Enter a number of days')
      .int('Enter a whole number of days')
      .min(1, 'Enter at least 1 day')
      .max(MOST_KEPT_DAYS, `Enter at most ${MOST_KEPT_DAYS} days`)
      .default(MOST_KEPT_DAYS),
  })
  .refine(isLater('employersFrom', 'employersUntil'), sayLater('employersFrom', 'employersUntil'))
  .refine(isLater('graduatesFrom', 'graduatesUntil'), sayLater('graduatesFrom', 'graduatesUntil'));

/** The same at a moment: a slip in a year or in the days kept must not delete everything within the hour. */
export const fairFormAt = (now: Date) =>
  // A pipe, because it is asked only of a fair without another mistake: days and zone must be there.
  fairForm.pipe(
    z.custom<FairInput>().refine((fair) => deletesAt(fair) > now, {
      path: ['keptDays'],
      message: 'That day has passed already. Enter more days, or check the days of the fair',
    }),
  );

export type FairInput = z.output<typeof fairForm>;

/** The stored fields of what was entered. */
export function toFields(input: FairInput) {
  const { employersFrom, employersUntil, graduatesFrom, graduatesUntil, ...rest } = input;
  const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11), input.timeZone);
  return {
    ...rest,
    employerWindow: { opensAt: at(employersFrom), closesAt: at(employersUntil) },
    graduateWindow: { opensAt: at(graduatesFrom), closesAt: at(graduatesUntil) },
  };
}
