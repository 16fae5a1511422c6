import mongoose from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import { FeedLease } from './feed-lease-model.ts';

/** The number of a fair's last frame; 0 before the first. */
export async function currentSeq(fairId: string): Promise<number> {
  const lease = await FeedLease.findOne({ fairId }, { seq: 1 }).lean();
  return lease?.seq ?? 0;
}

/**
 * A fair's state with the number that it stands for. The number is read first: a frame that was counted before
 * this snapshot and arrives after it is then always followed by a newer one.
 */
export async function readSnapshot<T extends object>(
  fairId: string,
  count: () => Promise<T>,
): Promise<T & { seq: number }> {
  const seq = await currentSeq(fairId);
  return { ...(await count()), seq };
}

export interface LeaseClaim {
  fairId: string;
  owner: string;
  now: Date;
  until: Date;
}

/** True when the fair's feed is now the claimant's: nobody had it, or its owner's time was over. */
export async function claimLease({ fairId, owner, now, until }: LeaseClaim): Promise<boolean> {
  try {
    await FeedLease.updateOne(
      { fairId, $or: [{ owner }, { until: mongoose.trusted({ $lte: now }) }] },
      { $set: { owner, until }, $setOnInsert: { seq: 0 } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * The next frame's number, or null when somebody else has taken the lease since. One update proves and numbers, so
 * a process that was asleep can never number what it counted before.
 */
export async function takeNumber(claim: Omit<LeaseClaim, 'now'>): Promise<number | null> {
  const lease = await FeedLease.findOneAndUpdate(
    { fairId: claim.fairId, owner: claim.owner },
    { $inc: { seq: 1 }, $set: { until: claim.until } },
    { returnDocument: 'after', projection: { seq: 1 } },
  ).lean();
  return lease?.seq ?? null;
}

/** Until when somebody has the feed, and their last number. */
export async function readLease(fairId: string): Promise<{ seq: number; until: Date }> {
  const lease = await FeedLease.findOne({ fairId }, { seq: 1, until: 1 }).lean();
  return lease ?? { seq: 0, until: new Date(0) };
}

export async function releaseLease(fairId: string, owner: string): Promise<void> {
  await FeedLease.updateOne({ fairId, owner }, { $set: { until: new Date(0) } });
}
