import { Types } from 'mongoose';
import type { Deps } from '../../server/deps.ts';
import { currentBadge } from '../../server/fairs/issue-badge.ts';
import { buildEmployers } from './build-employers.ts';
import { buildFair } from './build-fair.ts';
import { buildGraduates } from './build-graduates.ts';
import type { DemoOptions } from './demo-options.ts';
import type { FairDays } from './fair-days.ts';
import type { Organizer } from './organizer.ts';
import type { World } from './world.ts';

/** Everything up to the fair's first day, through the product's own use cases: its fields, badges, consents and mails. */
export async function buildWorld(
  days: FairDays,
  options: DemoOptions,
  deps: Deps,
  nobody: Set<string>,
): Promise<World> {
  const { fair, organizer } = await buildFair(days, options, deps);
  const [employers, graduates] = await Promise.all([
    buildEmployers(fair, organizer, options, deps),
    buildGraduates(fair, days, options, deps, nobody),
  ]);
  return { fair, days, organizer, employers, graduates };
}

/** Somebody lost the badge, and the organizer replaced it; the old copy turns up all the same. */
export async function replaceSomeBadges(
  { graduates, days }: World,
  organizer: Organizer,
  deps: Deps,
): Promise<void> {
  const some = graduates.filter(
    (each) => each.state === 'active' && each.mailbox && each.days.includes(days.day),
  );
  for (const graduate of some.slice(0, 2)) {
    await organizer.replaceBadge(graduate.registrationId, graduate.who.name);
    const badge = await currentBadge(new Types.ObjectId(graduate.registrationId), deps);
    graduate.oldBadge = graduate.badge;
    graduate.badge = badge!.token;
  }
}
