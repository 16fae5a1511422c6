import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { representativeText } from '../employers/representative-card.ts';
import { Representative } from '../employers/representative-model.ts';
import { cardOf, type BadgeCard, type BadgeText } from '../fairs/badge-text.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { lastPrintOf, type LastPrint } from '../fairs/record-print.ts';
import { graduateText } from '../graduates/badge-card.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';

export interface BadgeHolder {
  holderId: string;
  /** As registered, whatever stands on the badge. */
  name: string;
  own: BadgeText;
  /** What is printed; null when the badge was voided. */
  card: BadgeCard | null;
  changed: boolean;
  last: LastPrint | null;
}

/** Whose badge a desk prints: a graduate's or a representative's. Null for nobody of this fair, and for who is not coming. */
export async function findBadgeHolder(
  fair: FairFields,
  holderId: Types.ObjectId,
  deps: Pick<Deps, 'secrets'>,
): Promise<BadgeHolder | null> {
  const person =
    (await graduateAt(fair._id, holderId)) ?? (await representativeAt(fair._id, holderId));
  if (!person) return null;
  const badge = await currentBadge(holderId, deps);
  return {
    holderId: String(holderId),
    name: person.name,
    own: person.own,
    card: badge && cardOf(fair.name, person.own, badge, person.band),
    changed: Boolean(badge?.text),
    last: await lastPrintOf(holderId),
  };
}

interface Person {
  name: string;
  own: BadgeText;
  band: BadgeCard['band'];
}

async function graduateAt(fairId: Types.ObjectId, _id: Types.ObjectId): Promise<Person | null> {
  const found = await Registration.findOne({ _id, fairId }).lean<RegistrationFields>();
  if (!found || found.state === 'canceled') return null;
  return { name: found.name, own: graduateText(found), band: 'Graduate' };
}

async function representativeAt(
  fairId: Types.ObjectId,
  _id: Types.ObjectId,
): Promise<Person | null> {
  const found = await Representative.findOne({ _id, fairId, removedAt: null }).lean();
  const enrollment =
    found && (await Enrollment.findOne({ _id: found.enrollmentId, state: 'accepted' }).lean());
  if (!enrollment) return null;
  const own = representativeText(found, enrollment.employerName);
  return { name: found.name, own, band: 'Employer' };
}
