import { trusted } from 'mongoose';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { endOfFair } from '../fairs/fair-time.ts';

/** Fairs that anybody may see: open and live ones, the next first. */
export async function publicFairs(now: Date) {
  const fairs = await Fair.find({ state: trusted({ $in: ['open', 'live'] }) })
    .sort({ createdAt: -1 })
    .limit(50)
    .lean<FairFields[]>();
  return fairs
    .filter((fair) => endOfFair(fair) > now || fair.state === 'live')
    .sort((a, b) => a.days[0]!.date.localeCompare(b.days[0]!.date))
    .map(({ slug, name, venue, address, days, state, timeZone }) => ({
      slug,
      name,
      venue,
      address,
      state,
      timeZone,
      firstDay: days[0]!.date,
      lastDay: days.at(-1)!.date,
      several: days.length > 1,
    }));
}
