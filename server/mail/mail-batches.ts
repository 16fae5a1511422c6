import type { Deps } from '../deps.ts';
import { mailStates, OutboxMail, type MailState } from './outbox-mail-model.ts';

export interface BatchProgress {
  total: number;
  /** Sent, failed, suppressed or canceled: nothing more will happen to them. */
  final: number;
  states: Record<MailState, number>;
}

const finalStates: MailState[] = ['sent', 'failed', 'suppressed', 'canceled'];

/** How far a sending to many has come. It is sent when `final` equals `total`. */
export async function batchProgress(batch: string): Promise<BatchProgress> {
  const counts = await Promise.all(
    mailStates.map((state) => OutboxMail.countDocuments({ batch, state })),
  );
  const states = Object.fromEntries(mailStates.map((state, at) => [state, counts[at]!])) as Record<
    MailState,
    number
  >;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { total, final: finalStates.reduce((sum, state) => sum + states[state], 0), states };
}

/** Holds back what is left of a sending to many. Resolves with how many that were. */
export async function cancelBatch(batch: string, deps: Pick<Deps, 'now'>): Promise<number> {
  const canceled = {
    state: 'canceled',
    settledAt: deps.now(),
    lastReply: 'Canceled before it was sent.',
  };
  const queued = await OutboxMail.updateMany({ batch, state: 'queued' }, canceled);
  const kept = await OutboxMail.updateMany({ batch, state: 'kept' }, canceled);
  return queued.modifiedCount + kept.modifiedCount;
}
