import { trusted } from 'mongoose';
import { OutboxMail } from './outbox-mail-model.ts';

/** Without an SMTP server nothing is sent and nothing lost: it waits in the app, where it can be read. */
export async function keepMails(): Promise<number> {
  const { modifiedCount } = await OutboxMail.updateMany(
    { state: trusted({ $in: ['queued', 'sending'] }) },
    {
      state: 'kept',
      lastReply: 'This installation sends no email.',
      leaseOwner: null,
      leaseUntil: null,
    },
  );
  return modifiedCount;
}

/** A link that has expired opens nothing; the row forgets it. */
export async function dropExpiredLinks(now: Date): Promise<void> {
  await OutboxMail.updateMany(
    { 'link.expiresAt': trusted({ $lte: now }), state: trusted({ $ne: 'sending' }) },
    { $unset: { link: 1 } },
  );
}
