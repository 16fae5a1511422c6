import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { announceVisit } from './announce-visit.ts';
import type { VisitInput } from './visit-form.ts';
import { Visit, type VisitFields } from './visit-model.ts';

export type Changed = { outcome: 'saved'; revision: number } | { outcome: 'changed meanwhile' };

/** Saves rating, note and next step, unless a colleague has saved since the writer read the visit. */
export async function changeVisit(
  fair: FairFields,
  visit: VisitFields,
  { revision, page, rating, note, nextStep }: VisitInput,
  changedBy: Types.ObjectId,
  deps: Deps,
): Promise<Changed> {
  const decided = nextStep !== visit.nextStep;
  const decidedAt = decided ? deps.fairNow() : visit.decidedAt;
  // A page whose last answer was lost on the way does not know the newest number, but nobody else has written since.
  const saved = await Visit.findOneAndUpdate(
    { _id: visit._id, $or: [{ revision }, { changedIn: page }] },
    {
      $set: {
        rating,
        note,
        nextStep,
        decidedAt: nextStep === null ? null : decidedAt,
        changedAt: deps.now(),
        changedBy,
        changedIn: page,
      },
      $inc: { revision: 1 },
    },
    { returnDocument: 'after' },
  ).lean<VisitFields>();
  if (!saved) return { outcome: 'changed meanwhile' };
  if (decided) announceVisit(fair, visit, deps);
  return { outcome: 'saved', revision: saved.revision };
}
