import { trusted, type Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { representativeText } from '../employers/representative-card.ts';
import { Representative } from '../employers/representative-model.ts';
import { Badge, type BadgeFields } from '../fairs/badge-model.ts';
import { cardOf, type BadgeCard, type BadgeText } from '../fairs/badge-text.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { printableBadge } from '../fairs/issue-badge.ts';
import { graduateText } from './badge-card.ts';
import type { BadgeChoice } from './badge-sheets-form.ts';
import { isFiledBetween, surnameOf } from './person-words.ts';
import { Registration, type RegistrationFields } from './registration-model.ts';

/** So many come on one page: no two codes are alike, so that each weighs a quarter of a kilobyte however it is packed. */
export const MOST_AT_ONCE = 120;

interface Holder {
  holderId: Types.ObjectId;
  band: BadgeCard['band'];
  /** What the stack is sorted by. */
  filed: string;
  text: BadgeText;
}

export interface BadgeStack {
  /** How many badges the choice holds in all, over how many parts. */
  total: number;
  parts: number;
  part: number;
  holderIds: string[];
  cards: BadgeCard[];
  printedBefore: number;
}

/** One part of the badges that an organizer chose to print, filed by surname. */
export async function badgeStack(
  fair: FairFields,
  choice: BadgeChoice,
  deps: Pick<Deps, 'secrets'>,
): Promise<BadgeStack> {
  const wanted = await chosenHolders(fair, choice);
  const parts = Math.max(1, Math.ceil(wanted.length / MOST_AT_ONCE));
  const part = Math.min(choice.part, parts);
  const some = wanted.slice((part - 1) * MOST_AT_ONCE, part * MOST_AT_ONCE);
  const badges = await badgesOf(some.map(({ holderId }) => holderId));
  const printed = some.flatMap((holder) => {
    const badge = badges.get(String(holder.holderId));
    return badge ? [{ ...holder, badge }] : [];
  });
  return {
    total: wanted.length,
    parts,
    part,
    holderIds: printed.map(({ holderId }) => String(holderId)),
    cards: printed.map(({ text, badge, band }) =>
      cardOf(fair.name, text, printableBadge(badge, deps), band),
    ),
    printedBefore: printed.filter(({ badge }) => badge.printedAt).length,
  };
}

/** How many standing badges there are, and how many of them never were printed. */
export async function countBadges(fairId: Types.ObjectId) {
  const [all, unprinted] = await Promise.all([
    Badge.countDocuments({ fairId, revokedAt: null }),
    Badge.countDocuments({ fairId, revokedAt: null, printedAt: null }),
  ]);
  return { all, printed: all - unprinted };
}

/** How many of these were printed before. */
export const countPrinted = (
  holderIds: Types.ObjectId[],
  fairId: Types.ObjectId,
): Promise<number> =>
  Badge.countDocuments({
    holderId: trusted({ $in: holderIds }),
    fairId,
    revokedAt: null,
    printedAt: trusted({ $ne: null }),
  });

async function chosenHolders(fair: FairFields, choice: BadgeChoice): Promise<Holder[]> {
  const [graduates, team] = await Promise.all([
    choice.who === 'employers' ? [] : graduatesOf(fair._id),
    choice.who === 'graduates' ? [] : representativesOf(fair._id),
  ]);
  const lettered = [...graduates, ...team].filter(({ filed }) =>
    isFiledBetween(filed, choice.from, choice.to),
  );
  const open = choice.which === 'unprinted' ? await unprintedOf(fair._id) : null;
  return lettered
    .filter(({ holderId }) => !open || open.has(String(holderId)))
    .sort((a, b) => (a.filed < b.filed ? -1 : a.filed > b.filed ? 1 : 0));
}

async function graduatesOf(fairId: Types.ObjectId): Promise<Holder[]> {
  const found = await Registration.find({ fairId, state: 'active' })
    .select('name preferredName school program')
    .lean<RegistrationFields[]>();
  return found.map((each) => ({
    holderId: each._id,
    band: 'Graduate',
    filed: `${surnameOf(each.name)} ${each.name}`,
    text: graduateText(each),
  }));
}

async function representativesOf(fairId: Types.ObjectId): Promise<Holder[]> {
  const accepted = await Enrollment.find({ fairId, state: 'accepted' })
    .select('employerName')
    .lean();
  const nameOf = new Map(accepted.map(({ _id, employerName }) => [String(_id), employerName]));
  const people = await Representative.find({
    enrollmentId: trusted({ $in: accepted.map(({ _id }) => _id) }),
    removedAt: null,
  })
    .select('name enrollmentId')
    .lean();
  return people.map((each) => ({
    holderId: each._id,
    band: 'Employer',
    filed: `${surnameOf(each.name)} ${each.name}`,
    text: representativeText(each, nameOf.get(String(each.enrollmentId)) ?? ''),
  }));
}

async function unprintedOf(fairId: Types.ObjectId): Promise<Set<string>> {
  const found = await Badge.find({ fairId, printedAt: null, revokedAt: null })
    .select('holderId')
    .lean();
  return new Set(found.map(({ holderId }) => String(holderId)));
}

async function badgesOf(holderIds: Types.ObjectId[]): Promise<Map<string, BadgeFields>> {
  const found = await Badge.find({ holderId: trusted({ $in: holderIds }), revokedAt: null })
    .sort({ version: 1 })
    .lean<BadgeFields[]>();
  return new Map(found.map((badge) => [String(badge.holderId), badge]));
}
