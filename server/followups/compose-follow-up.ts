import type { Types } from 'mongoose';
import type { FairFields } from '../fairs/fair-model.ts';
import type { MailMessage } from '../mail/queue-mail.ts';
import type { Recipient } from './choose-recipients.ts';
import type { FollowUpFields } from './follow-up-model.ts';
import { fill } from './placeholders.ts';

type Text = Pick<FollowUpFields, 'subject' | 'body'>;
export type Composed =
  | { ok: true; data: { subject: string; paragraphs: string[]; fair: string } }
  | { ok: false; missing: string };

/** One person's message, or the placeholder that has no value for this person. */
export function compose(
  { subject, body }: Text,
  fairName: string,
  values: Record<string, string>,
): Composed {
  const head = fill(subject, values);
  const text = fill(body, values);
  if (!head.ok) return head;
  if (!text.ok) return text;
  return {
    ok: true,
    data: {
      // A subject is one line, whatever a name holds.
      subject: head.text.replace(/\s+/g, ' ').trim(),
      paragraphs: text.text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== ''),
      fair: fairName,
    },
  };
}

/** Groups the rows of one follow-up in the outbox. */
export const batchOf = (followUpId: Types.ObjectId): string => `follow-up:${String(followUpId)}`;

/** The outbox row of one recipient; its key makes it one, however often it is queued. */
export function messageFor(
  fair: Pick<FairFields, '_id' | 'name'>,
  followUp: FollowUpFields,
  recipient: Recipient,
): MailMessage<'follow-up'> | { missing: string } {
  const composed = compose(followUp, fair.name, recipient.values);
  if (!composed.ok) return { missing: composed.missing };
  return {
    key: `${batchOf(followUp._id)}:${recipient.id}`,
    batch: batchOf(followUp._id),
    to: recipient.email,
    template: 'follow-up',
    kind: 'bulk',
    fairId: fair._id,
    data: composed.data,
  };
}
