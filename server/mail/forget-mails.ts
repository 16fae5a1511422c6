import { trusted, type Types } from 'mongoose';
import { OutboxMail } from './outbox-mail-model.ts';

/** Deletes the mail of a fair, sent or not. */
export async function forgetMails(fairId: Types.ObjectId): Promise<number> {
  return (await OutboxMail.deleteMany({ fairId })).deletedCount;
}

/** Deletes sign-in and invitation mails to addresses whose accounts are gone. */
export async function forgetMailsTo(addresses: string[]): Promise<void> {
  await OutboxMail.deleteMany({ to: trusted({ $in: addresses }), fairId: null });
}
