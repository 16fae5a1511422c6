import { trusted, type Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Badge, type BadgeFields } from './badge-model.ts';
import type { BadgeSize } from './badge-sizes.ts';

export interface Printing {
  size: BadgeSize;
  /** Name of the desk or of the organizer. */
  by: string;
  deskId?: Types.ObjectId;
  accountId?: Types.ObjectId;
  reason: string;
}

export interface LastPrint {
  at: Date;
  by: string;
  times: number;
}

export type Printed =
  { outcome: 'printed' } | { outcome: 'why'; last: LastPrint } | { outcome: 'no badge' };

/**
 * Records one printing of a standing badge. The first needs no reason, each further one does: one conditional update
 * settles which it is, also between two desks. It never touches whether its holder is here.
 */
export async function recordPrint(
  holderId: Types.ObjectId,
  printing: Printing,
  deps: Pick<Deps, 'fairNow'>,
): Promise<Printed> {
  const done = await Badge.updateOne(
    { holderId, revokedAt: null, ...untilNow(printing) },
    pushing(printing, deps),
  );
  if (done.modifiedCount === 1) return { outcome: 'printed' };
  const last = await lastPrintOf(holderId);
  return last ? { outcome: 'why', last } : { outcome: 'no badge' };
}

/** The same for a whole stack. Answers how many were recorded: without a reason only those printed for the first time. */
export async function recordPrints(
  holderIds: Types.ObjectId[],
  fairId: Types.ObjectId,
  printing: Printing,
  deps: Pick<Deps, 'fairNow'>,
): Promise<number> {
  const done = await Badge.updateMany(
    { holderId: trusted({ $in: holderIds }), fairId, revokedAt: null, ...untilNow(printing) },
    pushing(printing, deps),
  );
  return done.modifiedCount;
}

const untilNow = ({ reason }: Printing) => (reason ? {} : { printedAt: null });

function pushing(printing: Printing, deps: Pick<Deps, 'fairNow'>) {
  const at = deps.fairNow();
  return { $push: { prints: { ...printing, at } }, $set: { printedAt: at } };
}

/** When and where a holder's standing badge was last printed; null while it never was. */
export async function lastPrintOf(holderId: Types.ObjectId): Promise<LastPrint | null> {
  const badge = await Badge.findOne({ holderId, revokedAt: null })
    .sort({ version: -1 })
    .select('prints')
    .lean<Pick<BadgeFields, 'prints'>>();
  const last = badge?.prints?.at(-1);
  return last ? { at: last.at, by: last.by, times: badge!.prints.length } : null;
}
