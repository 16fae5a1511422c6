import { trusted } from 'mongoose';
import type { Deps } from '../deps.ts';
import { toFields, type FairInput } from './fair-form.ts';
import { Fair, type FairFields, type FairState } from './fair-model.ts';

/** Saves what the organizer changed. Registrations stay as they are, also when a day moves. */
export async function changeFair(fair: FairFields, input: FairInput, deps: Pick<Deps, 'follow'>) {
  await Fair.updateOne({ _id: fair._id }, toFields(input));
  deps.follow.fairChanged(fair._id);
}

/** draft → open → live → closed, and back where that loses nothing; the way on stands first. */
const steps: Record<FairState, FairState[]> = {
  draft: ['open'],
  open: ['live', 'draft'],
  live: ['closed', 'open'],
  closed: ['live'],
};

/** Where a fair may go from here. A draft is nobody's to see, so a fair that people take part in stays public. */
export const nextStates = (state: FairState, taken: boolean): FairState[] =>
  steps[state].filter((to) => to !== 'draft' || !taken);

/** Who would find nothing any more if the fair became a draft; empty when nobody would. */
export async function whoTakesPart(fair: FairFields, deps: Pick<Deps, 'follow'>): Promise<string> {
  const { graduates, employers } = await deps.follow.peopleOf(fair._id);
  const words = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return [graduates && words(graduates, 'graduate'), employers && words(employers, 'employer')]
    .filter(Boolean)
    .join(' and ');
}

/** Moves a fair to another state by one conditional update; false when it was not in a state that allows it. */
export async function moveFair(
  fair: FairFields,
  to: FairState,
  deps: Pick<Deps, 'now' | 'follow'>,
): Promise<boolean> {
  const from = (Object.keys(steps) as FairState[]).filter((state) => steps[state].includes(to));
  const now = deps.now();
  const moved = await Fair.updateOne(
    { _id: fair._id, state: trusted({ $in: from }) },
    {
      state: to,
      ...(to === 'open' ? { openedAt: now } : {}),
      ...(to === 'closed' ? { closedAt: now } : {}),
    },
  );
  if (moved.modifiedCount === 1) deps.follow.fairChanged(fair._id);
  return moved.modifiedCount === 1;
}
