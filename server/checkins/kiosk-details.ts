import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { Registration } from '../graduates/registration-model.ts';
import { findBadgeHolder } from './badge-holder.ts';

/** What somebody confirms before a kiosk lets them in. */
export interface KioskDetails {
  outcome: 'confirm';
  name: string;
  program: string;
  school: string;
  /** What stands on the badge, line by line. */
  badge: string;
}

/** The details of somebody whose badge was read; null for who is not of this fair any more. */
export async function kioskDetails(
  fair: FairFields,
  registrationId: Types.ObjectId,
  deps: Pick<Deps, 'secrets'>,
): Promise<KioskDetails | null> {
  const [person, holder] = await Promise.all([
    Registration.findOne({ _id: registrationId, fairId: fair._id })
      .select('name program school')
      .lean(),
    findBadgeHolder(fair, registrationId, deps),
  ]);
  if (!person || !holder) return null;
  const { first, last, line } = holder.card ?? holder.own;
  return {
    outcome: 'confirm',
    name: person.name,
    program: person.program,
    school: person.school,
    badge: [first, last, line].filter(Boolean).join('\n'),
  };
}
