import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { findOrMakeAccount } from './find-or-make-account.ts';
import { makeLink } from './sign-in-links.ts';
import { TeamMember } from './team-member-model.ts';

/** Puts a person on a fair's team and mails an invitation that signs in once within seven days. */
export async function addOrganizer(
  fair: Pick<FairFields, '_id' | 'name' | 'slug'>,
  person: { name: string; email: string },
  addedBy: Types.ObjectId,
  deps: Deps,
): Promise<'added' | 'already'> {
  const now = deps.now();
  const account = await findOrMakeAccount(person, now);
  try {
    await TeamMember.create({
      fairId: fair._id,
      accountId: account._id,
      role: 'organizer',
      addedBy,
      addedAt: now,
    });
  } catch (error) {
    if (isDuplicateKey(error)) return 'already';
    throw error;
  }
  await inviteTo(account, `/fairs/${fair.slug}/dashboard`, `to run ${fair.name}`, deps);
  return 'added';
}

/** Mails a link that signs in once, in any browser, within seven days. `what` completes "You are invited …". */
export async function inviteTo(
  account: { _id: Types.ObjectId; email: string; name: string },
  next: string,
  what: string,
  deps: Deps,
): Promise<void> {
  const link = {
    purpose: 'invitation' as const,
    email: account.email,
    accountId: account._id,
    next,
  };
  const { token, expiresAt } = await makeLink(link, deps.now());
  await queueMail(
    {
      key: `invitation:${token.slice(0, 8)}:${String(account._id)}`,
      to: account.email,
      template: 'invitation',
      kind: 'invitation',
      data: { name: account.name, what },
      link: { url: `${deps.config.publicUrl}/sign-in/${token}`, expiresAt },
    },
    deps,
  );
}
