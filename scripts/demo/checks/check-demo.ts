import type { DayContext } from '../day-context.ts';
import { checkArrivals } from './check-arrivals.ts';
import { checkBooths } from './check-booths.ts';
import { checkConsent } from './check-consent.ts';
import { checkControlRoom, type ControlRoomSaid } from './check-control-room.ts';
import { checkDay } from './check-day.ts';
import { checkMail } from './check-mail.ts';

export interface Finding {
  invariant: string;
  /** What was found against it, in words; empty when it holds. */
  broken: string[];
}

/** Holds the records against what the people of the demo did. Everything is read anew, by code that the product does not use. */
export async function checkDemo(
  { world, ledger, clock, mailServer }: DayContext,
  said: ControlRoomSaid,
): Promise<Finding[]> {
  const { _id: fairId } = world.fair;
  return [
    { invariant: 'every step of the day went through', broken: ledger.troubles },
    {
      invariant: 'everybody who came is admitted exactly once a day, and nobody else',
      broken: await checkArrivals(fairId, ledger),
    },
    {
      invariant: 'every visit and every team that arrived is on record, and no other',
      broken: await checkDay(fairId, world.days.day, ledger),
    },
    {
      invariant: 'the control room shows what the records hold',
      broken: await checkControlRoom(fairId, world.days.day, said),
    },
    { invariant: 'no booth rule is broken', broken: await checkBooths(fairId) },
    {
      invariant: 'no résumé was opened without consent',
      broken: await checkConsent(fairId, ledger.resumesOpened, clock),
    },
    {
      invariant: 'every mail arrived once, or the outbox says why not',
      broken: await checkMail(mailServer.received),
    },
  ];
}
