import { Types } from 'mongoose';
import { shortCache } from '../access/short-cache.ts';
import { Registration } from '../graduates/registration-model.ts';
import { countArrivals } from './arrivals.ts';

export interface DoorCounters {
  arrived: number;
  expected: number;
}

// Every desk of a fair asks for the same two numbers.
const counters = shortCache(async (key): Promise<DoorCounters> => {
  const [id, day] = key.split('|') as [string, string];
  const fairId = new Types.ObjectId(id);
  const [arrived, expected] = await Promise.all([
    countArrivals(fairId, day),
    Registration.countDocuments({ fairId, state: 'active', days: day }),
  ]);
  return { arrived, expected };
});

/** Graduates who are here on a day, and who said that they come. */
export const countAtDoor = async (fairId: Types.ObjectId, day: string): Promise<DoorCounters> =>
  (await counters.get(`${String(fairId)}|${day}`)) ?? { arrived: 0, expected: 0 };
