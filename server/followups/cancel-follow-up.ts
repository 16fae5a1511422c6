import { trusted } from 'mongoose';
import type { Deps } from '../deps.ts';
import { cancelBatch } from '../mail/mail-batches.ts';
import { batchOf } from './compose-follow-up.ts';
import { FollowUp, type FollowUpFields } from './follow-up-model.ts';

/** Throws a draft away, or holds back whatever has not left yet. Null when it was canceled before. */
export async function cancelFollowUp(
  { _id, fairId }: Pick<FollowUpFields, '_id' | 'fairId'>,
  deps: Deps,
): Promise<{ heldBack: number } | null> {
  const canceled = await FollowUp.updateOne(
    { _id, state: trusted({ $in: ['draft', 'sending', 'queued'] }) },
    { state: 'canceled' },
  );
  if (canceled.matchedCount === 0) return null;
  const heldBack = await cancelBatch(batchOf(_id), deps);
  deps.follow.fairChanged(fairId);
  return { heldBack };
}
