import { trusted } from 'mongoose';
import { deletesAt } from './deletion-day.ts';
import { Fair, type FairFields } from './fair-model.ts';

/** What stands where a name was. */
export const DELETED = 'Deleted';

/** The fairs whose personal data is still there although its time is over. */
export async function fairsToForget(now: Date): Promise<FairFields[]> {
  const kept = await Fair.find({ forgottenAt: null }).lean<FairFields[]>();
  return kept.filter((fair) => deletesAt(fair) <= now);
}

/** Closes a fair that nobody has closed, so that nobody can register while it is forgotten. */
export async function closeForgotten({ _id }: FairFields, now: Date): Promise<void> {
  await Fair.updateOne(
    { _id, state: trusted({ $in: ['open', 'live'] }) },
    { state: 'closed', closedAt: now },
  );
}

/** Says that everything is gone, once; false when another process was faster. */
export async function markForgotten({ _id }: FairFields, now: Date): Promise<boolean> {
  const marked = await Fair.updateOne({ _id, forgottenAt: null }, { forgottenAt: now });
  return marked.modifiedCount === 1;
}
