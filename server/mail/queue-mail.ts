import { randomUUID } from 'node:crypto';
import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { MailData, MailTemplate } from './mail-templates.ts';
import { OutboxMail, type MailKind, type MailState } from './outbox-mail-model.ts';
import { isSuppressed, suppressedAmong } from './suppression.ts';

export interface MailMessage<T extends MailTemplate = MailTemplate> {
  /** Says what the mail is for and to whom; the same key is queued once, ever. */
  key: string;
  to: string;
  template: T;
  data: MailData[T];
  kind: MailKind;
  fairId?: Types.ObjectId;
  /** Groups the messages of one sending to many, for its progress. */
  batch?: string;
  /** The secret link of a sign-in or invitation mail. */
  link?: { url: string; expiresAt: Date };
}

export type QueueDeps = Pick<Deps, 'now' | 'mailQueued' | 'secrets'>;
export type Queued = 'queued' | 'already-queued' | 'suppressed';

const BATCH = 500;
const DAY_MS = 86_400_000;
const KEEP_FAIRLESS_MS = 90 * DAY_MS;
const priorities: Record<MailKind, number> = { 'sign-in': 0, invitation: 0, service: 1, bulk: 2 };

/** Puts one mail into the outbox; the worker sends it. */
export async function queueMail<T extends MailTemplate>(
  message: MailMessage<T>,
  deps: QueueDeps,
): Promise<Queued> {
  const suppressed = message.kind === 'bulk' && (await isSuppressed(message.to, deps));
  try {
    await OutboxMail.create(rowOf(message, suppressed, deps.now()));
  } catch (error) {
    if (isDuplicateKey(error)) return 'already-queued';
    throw error;
  }
  if (suppressed) return 'suppressed';
  deps.mailQueued();
  return 'queued';
}

export interface QueuedCounts {
  queued: number;
  alreadyQueued: number;
  suppressed: number;
}

/** Puts many mails into the outbox. Safe to repeat after a crash: what is there already stays as it is. */
export async function queueMails<T extends MailTemplate>(
  messages: readonly MailMessage<T>[],
  deps: QueueDeps,
): Promise<QueuedCounts> {
  const counts = { queued: 0, alreadyQueued: 0, suppressed: 0 };
  for (let at = 0; at < messages.length; at += BATCH) {
    const part = messages.slice(at, at + BATCH);
    const bulk = part.filter((each) => each.kind === 'bulk').map((each) => addressOf(each.to));
    const suppressed = await suppressedAmong(bulk, deps);
    const isOff = (each: MailMessage<T>) =>
      each.kind === 'bulk' && suppressed.has(addressOf(each.to));
    const rows = part.map((each) => rowOf(each, isOff(each), deps.now()));
    const refused = await insertNew(rows);
    counts.alreadyQueued += refused.size;
    for (const [position, row] of rows.entries())
      if (!refused.has(position)) counts[row.state === 'suppressed' ? 'suppressed' : 'queued'] += 1;
    deps.mailQueued();
  }
  return counts;
}

type Row = ReturnType<typeof rowOf>;

/** Positions of the rows whose key was there already. */
async function insertNew(rows: Row[]): Promise<Set<number>> {
  try {
    await OutboxMail.insertMany(rows, { ordered: false, lean: true });
    return new Set();
  } catch (error) {
    const { writeErrors = [] } = error as { writeErrors?: { code: number; index: number }[] };
    const onlyDuplicates =
      isDuplicateKey(error) && writeErrors.every((each) => each.code === 11000);
    if (!onlyDuplicates || writeErrors.length === 0) throw error;
    return new Set(writeErrors.map((each) => each.index));
  }
}

const addressOf = (to: string): string => to.trim().toLowerCase();

function rowOf(message: MailMessage, suppressed: boolean, now: Date) {
  const isSecret = message.kind === 'sign-in' || message.kind === 'invitation';
  const fairId = isSecret ? null : (message.fairId ?? null);
  const state: MailState = suppressed ? 'suppressed' : 'queued';
  return {
    key: message.key,
    fairId,
    batch: message.batch ?? null,
    to: addressOf(message.to),
    template: message.template,
    data: message.data,
    kind: message.kind,
    priority: priorities[message.kind],
    ...(message.link && { link: message.link }),
    state,
    attempts: 0,
    nextAttemptAt: now,
    leaseOwner: null,
    leaseUntil: null,
    lastReply: suppressed ? 'Not sent: this address takes no such messages.' : '',
    messageId: randomUUID(),
    createdAt: now,
    settledAt: suppressed ? now : null,
    ...(fairId === null && { dropAt: new Date(now.getTime() + KEEP_FAIRLESS_MS) }),
  };
}
