import type { Types } from 'mongoose';
import { z } from 'zod';
import { printedShort } from './badge-code.ts';
import { Badge } from './badge-model.ts';
import { qrOf } from './badge-qr.ts';
import type { PrintableBadge } from './issue-badge.ts';

/** The three lines of a badge that are read by people. */
export interface BadgeText {
  first: string;
  last: string;
  line: string;
}

const line = (max: number) =>
  z.string().trim().max(max, `Use ${max} characters or fewer`).default('');

export const badgeTextForm = z.object({
  first: line(60).refine((text) => text !== '', 'Enter the name that is printed large'),
  last: line(120),
  line: line(160),
});

/** What the badge partial draws. A text of its own goes before the holder's. */
export function cardOf(
  fairName: string,
  own: BadgeText,
  badge: Omit<PrintableBadge, 'text'> & { text?: BadgeText | null },
  band: 'Graduate' | 'Employer',
) {
  const { first, last, line: below } = badge.text ?? own;
  const code = printedShort(badge.short);
  return { fair: fairName, first, last, line: below, code, ...qrOf(badge.token), band };
}

export type BadgeCard = ReturnType<typeof cardOf>;

/** Keeps another text on the standing badge; null: the holder's own again. False when there is no badge. */
export async function changeBadgeText(
  holderId: Types.ObjectId,
  text: BadgeText | null,
): Promise<boolean> {
  const kept = await Badge.updateOne({ holderId, revokedAt: null }, { text });
  return kept.matchedCount === 1;
}

/** The first word large, the rest below it, unless somebody wants to be called otherwise. */
export function nameOnBadge(name: string, preferredName = ''): Pick<BadgeText, 'first' | 'last'> {
  const [given = '', ...rest] = name.split(/\s+/);
  return preferredName
    ? { first: preferredName, last: name }
    : { first: given, last: rest.join(' ') };
}
