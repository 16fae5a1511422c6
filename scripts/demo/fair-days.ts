import { instantOf, wallClock } from '../../server/fairs/fair-time.ts';

export const ZONE = 'America/New_York';
const DAY_MS = 86_400_000;
const FRIDAY = 5;

export interface FairDays {
  /** YYYY-MM-DD of the evening before. */
  evening: string;
  /** YYYY-MM-DD of the day that is played. */
  day: string;
  eveningOpens: Date;
  opensAt: Date;
  closesAt: Date;
}

export const hours = { evening: ['17:00', '19:00'], day: ['09:00', '16:00'] } as const;

/** The next Friday evening and Saturday that lie wholly ahead, so that nobody registers after the fair. */
export function nextFairDays(now: Date): FairDays {
  let evening = wallClock(new Date(now.getTime() + DAY_MS), ZONE).date;
  while (new Date(`${evening}T12:00:00Z`).getUTCDay() !== FRIDAY) evening = dayAfter(evening);
  const day = dayAfter(evening);
  return {
    evening,
    day,
    eveningOpens: instantOf(evening, hours.evening[0], ZONE),
    opensAt: instantOf(day, hours.day[0], ZONE),
    closesAt: instantOf(day, hours.day[1], ZONE),
  };
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
