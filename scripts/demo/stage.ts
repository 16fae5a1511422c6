import type { DayContext } from './day-context.ts';
import type { DayEvent } from './day-queue.ts';
import type { Desk } from './door.ts';
import type { EmployerAtFair } from './employer-day.ts';
import type { GraduateAtFair } from './graduate-day.ts';
import type { Organizer } from './organizer.ts';
import type { Random } from './seeded-random.ts';

/** Everybody who takes part in the day, and a way to do something a little later. */
export interface Stage extends DayContext {
  organizer: Organizer;
  /** Of the stewards. */
  desks: Desk[];
  helpDesk: Desk;
  /** In the order of the world's lists. */
  graduates: GraduateAtFair[];
  employers: EmployerAtFair[];
  /** Decides what follows from what others do. */
  random: Random;
  later(minutes: number, event: Omit<DayEvent, 'at'>): void;
}
