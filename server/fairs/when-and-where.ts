import type { FairFields } from './fair-model.ts';

/** What a mail says of a fair; of its days only those in `dates`, when given. */
export function whenAndWhere(fair: FairFields, dates?: string[]) {
  const days = fair.days.filter((day) => !dates || dates.includes(day.date));
  return {
    fair: fair.name,
    venue: fair.venue,
    address: fair.address,
    timeZone: fair.timeZone,
    days: days.map(({ date, opens, closes }) => ({ date, opens, closes })),
  };
}
