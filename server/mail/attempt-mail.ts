import type { Deps } from '../deps.ts';
import { composeMail } from './compose-mail.ts';
import type { MailTransport, OutgoingMail } from './mail-transport.ts';
import type { OutboxMailFields } from './outbox-mail-model.ts';
import { nextAttempt } from './retry-times.ts';
import { readSmtpFault } from './smtp-answer.ts';
import { suppress } from './suppression.ts';

export type DeliveryDeps = Pick<Deps, 'config' | 'log' | 'now' | 'secrets'>;

export type Settlement =
  | { state: 'sent' | 'failed' | 'suppressed'; reply: string }
  | { state: 'queued'; at: Date; reply: string; unreachable: boolean };

/** Makes one attempt; what came of it is written down by the settler. */
export async function attemptMail(
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
