import { z } from 'zod';
import { batchProgress, type BatchProgress } from '../mail/mail-batches.ts';
import { mailStates, OutboxMail, type OutboxMailFields } from '../mail/outbox-mail-model.ts';
import { batchOf } from './compose-follow-up.ts';
import type { FollowUpFields } from './follow-up-model.ts';

const PAGE = 50;

export const progressQuery = z.object({
  state: z.enum([...mailStates, 'all']).catch('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** What became of a follow-up, one row a person. */
export async function showProgress(
  followUp: FollowUpFields,
  { state, page }: z.output<typeof progressQuery>,
) {
  const batch = batchOf(followUp._id);
  const progress = await batchProgress(batch);
  const rows = await OutboxMail.find({ batch, ...(state === 'all' ? {} : { state }) })
    .sort({ _id: 1 })
    .skip((page - 1) * PAGE)
    .limit(PAGE)
    .lean<OutboxMailFields[]>();
  const total = state === 'all' ? progress.total : progress.states[state];
  return {
    ...sumUp(followUp, progress),
    states: [
      { state: 'all', count: progress.total },
      ...mailStates.map((each) => ({ state: each, count: progress.states[each] })),
    ].filter((each) => each.count > 0 || each.state === state || each.state === 'all'),
    state,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    total,
    rows: rows.map(({ _id, to, state: now, lastReply, settledAt }) => ({
      id: String(_id),
      to,
      state: now,
      lastReply,
      settledAt,
    })),
  };
}

export interface Sum {
  /** In words; "Sent" only when nothing more can happen to any row. */
  word: string;
  kind: 'go' | 'wait' | 'stop' | 'note';
  done: number;
  of: number;
  failed: number;
  mayCancel: boolean;
}

export function sumUp(
  { state, recipients }: Pick<FollowUpFields, 'state' | 'recipients'>,
  { total, final, states }: BatchProgress,
): Sum {
  const waiting = states.queued + states.kept;
  const figures = {
    done: final,
    of: Math.max(total, state === 'sending' ? (recipients ?? 0) : 0),
    failed: states.failed,
    mayCancel: state === 'draft' || state === 'sending' || (state === 'queued' && waiting > 0),
  };
  if (state === 'draft') return { ...figures, word: 'Draft', kind: 'note' };
  if (state === 'canceled') return { ...figures, word: 'Canceled', kind: 'stop' };
  if (state === 'queued' && final === total) return { ...figures, word: 'Sent', kind: 'go' };
  if (state === 'queued' && states.kept > 0 && states.queued + states.sending === 0)
    return { ...figures, word: 'Kept, not sent', kind: 'wait' };
  return { ...figures, word: 'Being sent', kind: 'wait' };
}

/** The same in short, for the list of all follow-ups. */
export async function sumOf(followUp: FollowUpFields): Promise<Sum> {
  return sumUp(followUp, await batchProgress(batchOf(followUp._id)));
}
