import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { messageFor } from './compose-follow-up.ts';
import { FollowUp, type FollowUpFields } from './follow-up-model.ts';
import { QUEUEING_LEASE_MS, queueFollowUp } from './queue-follow-up.ts';
import { recipientsOf } from './recipients.ts';

export type Sent =
  | { outcome: 'sending'; recipients: number }
  | { outcome: 'nobody' | 'sent before' }
  | { outcome: 'no value'; missing: string };

/** Sends a draft, once, to whoever belongs to its audience at this moment. */
export async function sendFollowUp(
  fair: FairFields,
  followUp: FollowUpFields,
  deps: Deps,
): Promise<Sent> {
  const recipients = await recipientsOf(fair, followUp.audience, deps);
  if (recipients.length === 0) return { outcome: 'nobody' };
  for (const recipient of recipients) {
    const message = messageFor(fair, followUp, recipient);
    if ('missing' in message) return { outcome: 'no value', missing: message.missing };
  }
  const claimed = await claimDraft(followUp._id, recipients.length, deps.now());
  if (!claimed) return { outcome: 'sent before' };
  deps.background.run('queueing a follow-up', queueFollowUp(fair, claimed, recipients, deps));
  return { outcome: 'sending', recipients: recipients.length };
}

/** Of two presses one finds a draft. */
const claimDraft = (_id: Types.ObjectId, recipients: number, now: Date) =>
  FollowUp.findOneAndUpdate(
    { _id, state: 'draft' },
    {
      state: 'sending',
      sendingSince: now,
      recipients,
      queueingUntil: new Date(now.getTime() + QUEUEING_LEASE_MS),
    },
    { returnDocument: 'after' },
  ).lean<FollowUpFields>();
