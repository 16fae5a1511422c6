import { MOST_KEPT_DAYS, type FairFields } from './fair-model.ts';
import { wallClock } from './fair-time.ts';

/** A stored fair as the form shows it. */
export function valuesOf(fair: FairFields): Record<string, unknown> {
  const local = (at: Date) => {
    const { date, time } = wallClock(at, fair.timeZone);
    return `${date}T${time}`;
  };
  return {
    name: fair.name,
    about: fair.about,
    venue: fair.venue,
    address: fair.address,
    timeZone: fair.timeZone,
    days: fair.days.map((day) => `${day.date} ${day.opens}-${day.closes}`).join('\n'),
    employersFrom: local(fair.employerWindow.opensAt),
    employersUntil: local(fair.employerWindow.closesAt),
    graduatesFrom: local(fair.graduateWindow.opensAt),
    graduatesUntil: local(fair.graduateWindow.closesAt),
    capacity: String(fair.capacity),
    keptDays: String(fair.keptDays ?? MOST_KEPT_DAYS),
  };
}
