import { trusted, type Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { cancelBatch } from '../mail/mail-batches.ts';
import { queueMails } from '../mail/queue-mail.ts';
import type { Recipient } from './choose-recipients.ts';
import { batchOf, messageFor } from './compose-follow-up.ts';
import { FollowUp, type FollowUpFields } from './follow-up-model.ts';
import { recipientsOf } from './recipients.ts';

export const QUEUEING_LEASE_MS = 60_000;
const BATCH = 500;

/** Puts a row for each recipient into the outbox, batch by batch, and stops when it is canceled meanwhile. */
export async function queueFollowUp(
  fair: Pick<FairFields, '_id' | 'name'>,
  followUp: FollowUpFields,
  recipients: readonly Recipient[],
  deps: Deps,
): Promise<void> {
  for (let at = 0; at < recipients.length; at += BATCH) {
    if (!(await extendLease(followUp._id, deps.now()))) break;
    const messages = recipients.slice(at, at + BATCH).flatMap((recipient) => {
      const message = messageFor(fair, followUp, recipient);
      return 'missing' in message ? [] : [message];
    });
    await queueMails(messages, deps);
  }
  await settle(followUp._id, deps);
  deps.follow.fairChanged(fair._id);
}

/** Ends what a process that died, or an error, left half done. Rows that are there already stay as they are. */
export async function resumeFollowUps(deps: Deps): Promise<void> {
  for (;;) {
    const now = deps.now();
    const followUp = await FollowUp.findOneAndUpdate(
      {
        state: trusted({ $in: ['sending', 'canceled'] }),
        queueingUntil: trusted({ $lte: now }),
      },
      { queueingUntil: leaseFrom(now) },
      { returnDocument: 'after' },
    ).lean<FollowUpFields>();
    if (!followUp) return;
    deps.log.warn({ followUp: String(followUp._id) }, 'taking up a follow-up left half done');
    const fair = await Fair.findById(followUp.fairId).lean<FairFields>();
    if (!fair || followUp.state === 'canceled') await settle(followUp._id, deps);
    else
      await queueFollowUp(fair, followUp, await recipientsOf(fair, followUp.audience, deps), deps);
  }
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + QUEUEING_LEASE_MS);

/** False once it is canceled. */
async function extendLease(_id: Types.ObjectId, now: Date): Promise<boolean> {
  const held = await FollowUp.updateOne(
    { _id, state: 'sending' },
    { queueingUntil: leaseFrom(now) },
  );
  return held.matchedCount === 1;
}

async function settle(_id: Types.ObjectId, deps: Pick<Deps, 'now'>): Promise<void> {
  const done = await FollowUp.updateOne(
    { _id, state: 'sending' },
    { state: 'queued', queueingUntil: null },
  );
  if (done.matchedCount === 1) return;
  // Canceled while rows were still being written: those written since go, too.
  await cancelBatch(batchOf(_id), deps);
  await FollowUp.updateOne({ _id, state: 'canceled' }, { queueingUntil: null });
}
