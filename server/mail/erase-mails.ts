import type { Types } from 'mongoose';
import { OutboxMail } from './outbox-mail-model.ts';

/** Removes every mail to an erased person; that the address takes no bulk mail stays known, by a keyed hash alone. */
export async function eraseMailsTo(address: string): Promise<number> {
  const { deletedCount } = await OutboxMail.deleteMany({ to: address.trim().toLowerCase() });
  return deletedCount;
}

/** Removes every mail of a fair, once its data are due to go. */
export async function eraseMailsOfFair(fairId: Types.ObjectId): Promise<number> {
  const { deletedCount } = await OutboxMail.deleteMany({ fairId });
  return deletedCount;
}
