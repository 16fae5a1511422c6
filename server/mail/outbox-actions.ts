import { trusted } from 'mongoose';
import type { Deps } from '../deps.ts';
import { fairMailKinds, OutboxMail, type OutboxMailFields } from './outbox-mail-model.ts';
import type { OutboxScope } from './outbox-list.ts';

type ActionDeps = Pick<Deps, 'now' | 'mailQueued' | 'config'>;
const KEPT_IS_FRESH_MS = 3 * 86_400_000;

export const needsLink = ({ kind }: Pick<OutboxMailFields, 'kind'>): boolean =>
  kind === 'sign-in' || kind === 'invitation';

/** Sends a mail again that failed or was kept, from its first attempt on. */
export async function retryMail(
  mail: OutboxMailFields,
  deps: ActionDeps,
): Promise<'queued' | 'sends no email' | 'link expired' | 'not possible'> {
  const now = deps.now();
  if (!deps.config.smtpUrl) return 'sends no email';
  if (needsLink(mail) && !(mail.link && mail.link.expiresAt > now)) return 'link expired';
  const { modifiedCount } = await OutboxMail.updateOne(
    { _id: mail._id, state: trusted({ $in: ['failed', 'kept'] }) },
    { state: 'queued', attempts: 0, nextAttemptAt: now, settledAt: null },
  );
  if (modifiedCount === 0) return 'not possible';
  deps.mailQueued();
  return 'queued';
}

/** Keeps a mail that waits from being sent. What is being sent at this moment can no longer be held back. */
export async function cancelMail(
  mail: OutboxMailFields,
  deps: Pick<Deps, 'now'>,
): Promise<'canceled' | 'not possible'> {
  const { modifiedCount } = await OutboxMail.updateOne(
    { _id: mail._id, state: trusted({ $in: ['queued', 'kept'] }) },
    {
      $set: { state: 'canceled', settledAt: deps.now(), lastReply: 'Canceled before it was sent.' },
      $unset: { link: 1 },
    },
  );
  return modifiedCount === 1 ? 'canceled' : 'not possible';
}

/** Kept mails that are still worth sending: at most three days old, and not about a link that opens nothing any more. */
const freshlyKept = (scope: OutboxScope, now: Date) => ({
  ...(scope && { fairId: scope }),
  state: 'kept' as const,
  createdAt: trusted({ $gt: new Date(now.getTime() - KEPT_IS_FRESH_MS) }),
  $or: [{ kind: trusted({ $in: fairMailKinds }) }, { 'link.expiresAt': trusted({ $gt: now }) }],
});

export const countFreshlyKept = (scope: OutboxScope, now: Date): Promise<number> =>
  OutboxMail.countDocuments(freshlyKept(scope, now));

/** Once there is an SMTP server, sends what was kept in the last three days; older mails stay as they are. */
export async function sendKeptMails(scope: OutboxScope, deps: ActionDeps): Promise<number> {
  if (!deps.config.smtpUrl) return 0;
  const now = deps.now();
  const { modifiedCount } = await OutboxMail.updateMany(freshlyKept(scope, now), {
    state: 'queued',
    attempts: 0,
    nextAttemptAt: now,
  });
  deps.mailQueued();
  return modifiedCount;
}
