import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { hashOf } from '../web/tokens.ts';
import { Account } from './account-model.ts';
import { askedTooOften, dropLink, LINKS_ALLOWED, makeLink } from './sign-in-links.ts';

interface Asked {
  email: string;
  browserId: string;
  next: string;
}

/** Mails a sign-in link. A known and an unknown address get the same answer after the same work; only the mailbox learns more. */
export async function requestSignIn(asked: Asked, deps: Deps): Promise<'asked' | 'too often'> {
  const now = deps.now();
  const browserHash = hashOf(asked.browserId);
  if (await askedTooOften(asked.email, browserHash, now)) return 'too often';

  const account = await Account.findOne({ email: asked.email }).lean();
  const link = { purpose: 'sign-in' as const, email: asked.email, browserHash, next: asked.next };
  const { token, expiresAt } = await makeLink({ ...link, accountId: account?._id ?? null }, now);
  // Requests sent at once all found room before any of them had stored its link.
  if (await askedTooOften(asked.email, browserHash, now, LINKS_ALLOWED)) {
    await dropLink(token);
    return 'too often';
  }
  if (account)
    deps.background.run('queueing a sign-in mail', mailLink(account, token, expiresAt, deps));
  return 'asked';
}

async function mailLink(
  account: { email: string; name: string },
  token: string,
  expiresAt: Date,
  deps: Deps,
): Promise<void> {
  const url = `${deps.config.publicUrl}/sign-in/${token}`;
  await queueMail(
    {
      key: `sign-in:${hashOf(token)}`,
      to: account.email,
      template: 'sign-in',
      kind: 'sign-in',
      data: { name: account.name },
      link: { url, expiresAt },
    },
    deps,
  );
}
