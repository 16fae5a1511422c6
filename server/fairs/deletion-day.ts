import { MOST_KEPT_DAYS, type FairFields } from './fair-model.ts';
import { endOfFair, wallClock, type Calendar } from './fair-time.ts';

const DAY_MS = 86_400_000;

/** Fairs of before the setting have no such field. */
export type Kept = Calendar & Partial<Pick<FairFields, 'keptDays'>>;

/** When a fair's personal data is deleted: résumés, notes, names and contact data. */
export const deletesAt = (fair: Kept): Date => daysAfterFair(fair, keptDaysOf(fair));

/** The same as a calendar date in the fair's zone, for mails. */
export const deletionDate = (fair: Kept): string => wallClock(deletesAt(fair), fair.timeZone).date;

/** The end of something that lives on for some days after the fair, but never longer than what it shows. */
export const livesUntil = (fair: Kept, days: number): Date =>
  daysAfterFair(fair, atMostKept(fair, days));

export const atMostKept = (fair: Kept, days: number): number => Math.min(days, keptDaysOf(fair));

const keptDaysOf = ({ keptDays }: Kept): number => keptDays ?? MOST_KEPT_DAYS;

const daysAfterFair = (fair: Calendar, days: number): Date =>
  new Date(endOfFair(fair).getTime() + days * DAY_MS);
