import { setTimeout as pause } from 'node:timers/promises';
import type { LivePublisher } from '../live/live-publisher.ts';
import type { Settlement } from './attempt-mail.ts';
import { OutboxMail, type OutboxMailFields } from './outbox-mail-model.ts';

interface Outcome {
  mail: OutboxMailFields;
  done: Settlement;
  at: Date;
}

/** Long enough to write several outcomes at once; what a crash within it can send twice is these few mails. */
const GATHER_MS = 15;

/** Writes down what came of attempts, a few at a time: one write per mail would cost more than sending it. */
export function mailSettler(live: Pick<LivePublisher, 'fairChanged'>) {
  let waiting: Outcome[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    await pause(GATHER_MS);
    const outcomes = waiting;
    waiting = [];
    writing = undefined;
    await OutboxMail.bulkWrite(outcomes.map(changeFor), { ordered: false });
    const fairs = new Set(
      outcomes.flatMap(({ mail }) => (mail.fairId ? [String(mail.fairId)] : [])),
    );
    for (const fairId of fairs) live.fairChanged(fairId, ['mail']);
  }

  return {
    /** Resolves once it is stored. */
    settle(mail: OutboxMailFields, done: Settlement, at: Date): Promise<void> {
      waiting.push({ mail, done, at });
      return (writing ??= write());
    },
  };
}

/** Only the claim that made the attempt may write its outcome. */
function changeFor({ mail, done, at }: Outcome) {
  const again = done.state === 'queued';
  return {
    updateOne: {
      filter: { _id: mail._id, state: 'sending' as const, leaseOwner: mail.leaseOwner },
      update: {
        $set: {
          state: done.state,
          lastReply: done.reply,
          leaseOwner: null,
          leaseUntil: null,
          nextAttemptAt: again ? done.at : mail.nextAttemptAt,
          settledAt: again ? null : at,
        },
        // What is sent holds no secret any more; what failed may be tried again while its link lives.
        ...(done.state === 'sent' && { $unset: { link: 1 as const } }),
      },
    },
  };
}
