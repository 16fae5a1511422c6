import { randomUUID } from 'node:crypto';
import { trusted } from 'mongoose';
import { OutboxMail, type OutboxMailFields } from './outbox-mail-model.ts';

const ALL = [0, 1, 2];
/** Everything but bulk mail. */
export const URGENT = [0, 1];

/**
 * Takes up to `limit` due mails for `leaseMs`. One conditional update decides: of two workers that see the same rows
 * each row goes to one. The claim's name is new each time, so that a worker that lost its lease cannot settle the row.
 */
export async function claimMails(
  limit: number,
  leaseMs: number,
  now: Date,
  priorities = ALL,
): Promise<OutboxMailFields[]> {
  const _id = trusted({ $in: await dueMails(limit, now, priorities) });
  if (_id.$in.length === 0) return [];
  const leaseOwner = randomUUID();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const claimed = await OutboxMail.updateMany(
    { _id, state: 'queued', nextAttemptAt: trusted({ $lte: now }) },
    { $set: { state: 'sending', leaseOwner, leaseUntil }, $inc: { attempts: 1 } },
  );
  if (claimed.modifiedCount === 0) return [];
  return OutboxMail.find({ _id, leaseOwner }).lean<OutboxMailFields[]>();
}

/** One read per priority, each answered by its index alone, most urgent first. */
async function dueMails(limit: number, now: Date, priorities: number[]) {
  const ids: OutboxMailFields['_id'][] = [];
  for (const priority of priorities) {
    if (ids.length >= limit) break;
    const due = await OutboxMail.find({
      state: 'queued',
      priority,
      nextAttemptAt: trusted({ $lte: now }),
    })
      .sort({ nextAttemptAt: 1 })
      .limit(limit - ids.length)
      .select('_id')
      .lean();
    ids.push(...due.map((each) => each._id));
  }
  return ids;
}

/** Mails of a worker that died go back into the queue once its lease has run out. */
export async function freeLapsedMails(now: Date): Promise<number> {
  const { modifiedCount } = await OutboxMail.updateMany(
    { state: 'sending', leaseUntil: trusted({ $lte: now }) },
    { state: 'queued', nextAttemptAt: now, leaseOwner: null, leaseUntil: null },
  );
  return modifiedCount;
}

/** Says that this worker still lives. */
export async function extendLeases(
  mails: readonly OutboxMailFields[],
  leaseMs: number,
  now: Date,
): Promise<void> {
  if (mails.length === 0) return;
  await OutboxMail.updateMany(
    { ...claimOf(mails), state: 'sending' },
    { leaseUntil: new Date(now.getTime() + leaseMs) },
  );
}

/** Gives back what was claimed and not tried. */
export async function releaseMails(mails: readonly OutboxMailFields[], now: Date): Promise<void> {
  if (mails.length === 0) return;
  await OutboxMail.updateMany(
    { ...claimOf(mails), state: 'sending' },
    {
      $set: { state: 'queued', nextAttemptAt: now, leaseOwner: null, leaseUntil: null },
      $inc: { attempts: -1 },
    },
  );
}

const claimOf = (mails: readonly OutboxMailFields[]) => ({
  _id: trusted({ $in: mails.map((each) => each._id) }),
  leaseOwner: trusted({ $in: [...new Set(mails.map((each) => String(each.leaseOwner)))] }),
});
