import { trusted, type Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import { hashOf } from '../web/tokens.ts';
import { drawBadge, type BadgeCode } from './badge-code.ts';
import { Badge, type BadgeFields } from './badge-model.ts';
import type { BadgeText } from './badge-text.ts';

export interface BadgeHolder {
  fairId: Types.ObjectId;
  kind: 'graduate' | 'employer';
  holderId: Types.ObjectId;
}

interface Keys {
  secrets: { badge: Buffer };
  now(): Date;
}

/** Issues a holder's first badge. Doing it again gives the same badge. */
export async function issueBadge(holder: BadgeHolder, deps: Keys): Promise<BadgeCode> {
  return keepBadge(holder, 1, deps);
}

/** Rows for many first badges at once; insert them with `Badge.insertMany`. */
export function badgeRow(holder: BadgeHolder, version: number, deps: Keys) {
  const code = drawBadge(deps.secrets.badge, String(holder.holderId), version);
  const hashes = { tokenHash: hashOf(code.token), shortHash: hashOf(code.short) };
  return { code, row: { ...holder, version, ...hashes, issuedAt: deps.now(), revokedAt: null } };
}

async function keepBadge(
  holder: BadgeHolder,
  version: number,
  deps: Keys,
  text: BadgeText | null = null,
): Promise<BadgeCode> {
  const { code, row } = badgeRow(holder, version, deps);
  try {
    await Badge.create({ ...row, text });
  } catch (error) {
    // Once in some hundred thousand badges two short codes are alike: the next version has another.
    if (await takenByAnother(holder, row.shortHash, error))
      return keepBadge(holder, version + 1, deps, text);
    if (!isDuplicateKey(error)) throw error;
  }
  return code;
}

async function takenByAnother(holder: BadgeHolder, shortHash: string, error: unknown) {
  if (!isDuplicateKey(error)) return false;
  const other = await Badge.findOne({ shortHash }).lean();
  return other !== null && !other.holderId.equals(holder.holderId);
}

/** Draws the codes of a holder's standing badge, or null when it was revoked or never issued. */
export async function currentBadge(
  holderId: Types.ObjectId,
  deps: Pick<Keys, 'secrets'>,
): Promise<PrintableBadge | null> {
  const badge = await Badge.findOne({ holderId, revokedAt: null })
    .sort({ version: -1 })
    .lean<BadgeFields>();
  return badge && printableBadge(badge, deps);
}

/** A badge's codes, and its text where that was changed. */
export type PrintableBadge = BadgeCode & { text: BadgeText | null };

export const printableBadge = (
  { holderId, version, text }: Pick<BadgeFields, 'holderId' | 'version' | 'text'>,
  deps: Pick<Keys, 'secrets'>,
): PrintableBadge => ({
  ...drawBadge(deps.secrets.badge, String(holderId), version),
  text: text ?? null,
});

/** Voids every printed copy and issues the next version, with the same text. */
export async function replaceBadge(holder: BadgeHolder, deps: Keys): Promise<BadgeCode> {
  await revokeBadge(holder.holderId, deps);
  const last = await Badge.findOne({ holderId: holder.holderId })
    .sort({ version: -1 })
    .lean<BadgeFields>();
  return keepBadge(holder, (last?.version ?? 0) + 1, deps, last?.text ?? null);
}

export async function revokeBadge(holderId: Types.ObjectId, deps: Pick<Keys, 'now'>) {
  await Badge.updateMany({ holderId, revokedAt: null }, { revokedAt: deps.now() });
}

/** Deletes every version of the badges of people whose data is deleted. */
export async function dropBadges(holderIds: Types.ObjectId[]): Promise<void> {
  await Badge.deleteMany({ holderId: trusted({ $in: holderIds }) });
}
