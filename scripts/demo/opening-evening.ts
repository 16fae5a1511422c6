import type { DayContext } from './day-context.ts';
import { openDesk } from './door.ts';
import { eachOf } from './lane.ts';
import type { Organizer } from './organizer.ts';
import { chance, randomFor } from './seeded-random.ts';

const DESK = 'Foyer';

/** The evening before: one desk, those who come then, and badges that are yesterday's on the day. */
export async function playEvening(organizer: Organizer, context: DayContext): Promise<void> {
  const { url, clock, world, ledger, seed } = context;
  const { days, fair, graduates } = world;
  await organizer.addDesk(DESK);
  clock.jumpTo(days.eveningOpens);
  const desk = await openDesk({
    ...{ url, ledger, slug: fair.slug, name: DESK, volunteer: 'Noor', day: days.evening },
    pairingLink: await organizer.pairingLink(DESK, 'steward'),
    fairNow: clock.now,
  });
  const random = randomFor(seed, 'evening');
  const coming = graduates.filter(
    (each) =>
      each.state === 'active' &&
      each.days.includes(days.evening) &&
      chance(each.days.includes(days.day) ? 0.05 : 0.8, random),
  );
  await eachOf(coming, 4, async ({ badge, registrationId }, at) => {
    clock.jumpTo(new Date(days.eveningOpens.getTime() + at * 60_000));
    await desk.admit(badge, registrationId);
  });
  desk.close();
}
