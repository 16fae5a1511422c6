import { trusted } from 'mongoose';
import { OutboxMail } from './outbox-mail-model.ts';

export interface MailHealth {
  /** Waiting or being sent. */
  queued: number;
  /** How long the longest-waiting mail has been due; waiting for a next attempt does not count. */
  oldestSeconds: number;
  failed: number;
  sentLastHour: number;
  lastSentAt: Date | null;
}

const HOUR_MS = 3_600_000;

/** How the mail is doing, for machines that watch and for the control room. */
export async function mailHealth(now: Date): Promise<MailHealth> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const [queued, sending, failed, sentLastHour, last, ...oldest] = await Promise.all([
    OutboxMail.countDocuments({ state: 'queued' }),
    OutboxMail.countDocuments({ state: 'sending' }),
    OutboxMail.countDocuments({ state: 'failed' }),
    OutboxMail.countDocuments({ state: 'sent', settledAt: trusted({ $gt: hourAgo }) }),
    OutboxMail.findOne({ state: 'sent' }).sort({ settledAt: -1 }).select('settledAt').lean(),
    ...[0, 1, 2].map((priority) =>
      OutboxMail.findOne({ state: 'queued', priority })
        .sort({ nextAttemptAt: 1 })
        .select('nextAttemptAt')
        .lean(),
    ),
  ]);
  const dueSince = oldest.flatMap((each) => (each ? [each.nextAttemptAt.getTime()] : []));
  return {
    queued: queued + sending,
    oldestSeconds: Math.max(0, Math.floor((now.getTime() - Math.min(...dueSince)) / 1000)),
    failed,
    sentLastHour,
    lastSentAt: last?.settledAt ?? null,
  };
}
