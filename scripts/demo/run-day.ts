import { dayQueue, type DayQueue } from './day-queue.ts';
import { openDesk, type Desk } from './door.ts';
import { employerAtFair } from './employer-day.ts';
import { graduateAtFair } from './graduate-day.ts';
import { planDay } from './plan-day.ts';
import { HELP_DESK, STEWARD_DESKS } from './plan-door.ts';
import { queueDay } from './play-day.ts';
import { randomFor } from './seeded-random.ts';
import type { Stage } from './stage.ts';
import type { Demo } from './start-demo.ts';

export interface RunningDay {
  /** Resolves when everything that people do has been done. */
  over: Promise<void>;
  stop(): Promise<void>;
}

const MINUTE = 60_000;

/** Opens the desks and lets the day begin: on the clock, or from event to event without waiting. */
export async function runDay({ context, organizer }: Demo, jump: boolean): Promise<RunningDay> {
  const { clock, ledger, world, seed } = context;
  const desks: Desk[] = [];
  for (const name of STEWARD_DESKS) desks.push(await deskAt(name, 'steward'));
  const helpDesk = await deskAt(HELP_DESK, 'supervisor');

  const queue: DayQueue = dayQueue({
    clock,
    jump,
    onTrouble: ({ who, what }, error) =>
      ledger.troubles.push(
        `${who} (${what}): ${error instanceof Error ? error.message : 'failed'}`,
      ),
  });
  const stage: Stage = {
    ...context,
    organizer,
    desks,
    helpDesk,
    graduates: world.graduates.map((each, at) => graduateAtFair(each, at, context)),
    employers: world.employers.map((each, at) => employerAtFair(each, at, context)),
    random: randomFor(seed, 'answers'),
    later: (minutes, event) =>
      queue.add({ ...event, at: new Date(clock.now().getTime() + minutes * MINUTE) }),
  };
  queueDay(planDay(world, seed), stage, queue);
  // Turned from event to event, the clock runs on in between, so that no two moments are the same.
  if (jump) clock.setSpeed(1);
  clock.setPaused(false);
  const closeDesks = () => [...desks, helpDesk].forEach((desk) => desk.close());

  return {
    over: queue.play().finally(closeDesks),
    stop: () => queue.stop(),
  };

  async function deskAt(name: string, role: 'steward' | 'supervisor'): Promise<Desk> {
    return openDesk({
      ...{ url: context.url, slug: world.fair.slug, day: world.days.day, ledger, name },
      volunteer: volunteers[name] ?? 'Ray',
      pairingLink: await organizer.pairingLink(name, role),
      fairNow: clock.now,
    });
  }
}

const volunteers: Record<string, string> = {
  'East 1': 'Ana',
  'East 2': 'Bo',
  'West 1': 'Cy',
  'West 2': 'Dee',
  [HELP_DESK]: 'Val',
};
