import type { Deps } from '../deps.ts';
import { composeMail } from './compose-mail.ts';
import type { MailTransport, OutgoingMail } from './mail-transport.ts';
import { OutboxMail, type OutboxMailFields } from './outbox-mail-model.ts';
import { nextAttempt } from './retry-times.ts';
import { readSmtpFault } from './smtp-answer.ts';
import { suppress } from './suppression.ts';

export type DeliveryDeps = Pick<Deps, 'config' | 'log' | 'now' | 'secrets'>;

export type Settlement =
  | { state: 'sent' | 'failed' | 'suppressed'; reply: string }
  | { state: 'queued'; at: Date; reply: string; unreachable: boolean };

/** Makes one attempt and writes down what came of it. Resolves with `unreachable` when the server itself is the trouble. */
export async function deliverMail(
  mail: OutboxMailFields,
  suppressed: boolean,
  transport: MailTransport,
  deps: DeliveryDeps,
): Promise<Settlement> {
  const settlement = suppressed
    ? ({ state: 'suppressed', reply: 'Not sent: this address takes no such messages.' } as const)
    : await attempt(mail, transport, deps);
  await settleMail(mail, settlement, deps.now());
  const { state } = settlement;
  deps.log.info({ mailId: String(mail._id), template: mail.template, state }, 'mail settled');
  return settlement;
}

async function attempt(
  mail: OutboxMailFields,
  transport: MailTransport,
  deps: DeliveryDeps,
): Promise<Settlement> {
  if (hasLostItsLink(mail, deps.now()))
    return { state: 'failed', reply: 'Not sent: the link in it had expired.' };
  let message: OutgoingMail;
  try {
    message = composeMail(mail, deps);
  } catch (error) {
    deps.log.error({ error, mailId: String(mail._id) }, 'a mail could not be drawn');
    return { state: 'failed', reply: `Not sent: ${(error as Error).message}`.slice(0, 500) };
  }
  try {
    return { state: 'sent', reply: await transport.send(message) };
  } catch (error) {
    return afterFault(mail, error as Error, deps);
  }
}

const hasLostItsLink = ({ kind, link }: OutboxMailFields, now: Date): boolean =>
  (kind === 'sign-in' || kind === 'invitation') && !(link && link.expiresAt > now);

async function afterFault(
  mail: OutboxMailFields,
  error: Error,
  deps: DeliveryDeps,
): Promise<Settlement> {
  const { trouble, reply } = readSmtpFault(error);
  deps.log.warn({ mailId: String(mail._id), trouble, attempts: mail.attempts }, 'mail not taken');
  if (trouble === 'bad-address') await suppress(mail.to, 'bounced', deps);
  const at = nextAttempt(trouble, mail.attempts, deps.now());
  return at
    ? { state: 'queued', at, reply, unreachable: trouble === 'connection' }
    : { state: 'failed', reply };
}

/** Only the claim that made the attempt may write its outcome. */
async function settleMail(mail: OutboxMailFields, done: Settlement, now: Date): Promise<void> {
  const again = done.state === 'queued';
  await OutboxMail.updateOne(
    { _id: mail._id, state: 'sending', leaseOwner: mail.leaseOwner },
    {
      $set: {
        state: done.state,
        lastReply: done.reply,
        leaseOwner: null,
        leaseUntil: null,
        nextAttemptAt: again ? done.at : mail.nextAttemptAt,
        settledAt: again ? null : now,
      },
      // What is sent holds no secret any more; what failed may be tried again while its link lives.
      ...(done.state === 'sent' && { $unset: { link: 1 } }),
    },
  );
}
