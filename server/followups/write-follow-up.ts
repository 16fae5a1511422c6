import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FollowUpInput } from './follow-up-form.ts';
import { FollowUp } from './follow-up-model.ts';

/** Keeps a follow-up as a draft. Nothing is sent before somebody has seen who would get it. */
export async function writeFollowUp(
  fairId: Types.ObjectId,
  input: FollowUpInput,
  createdBy: Types.ObjectId,
  deps: Pick<Deps, 'now'>,
): Promise<Types.ObjectId> {
  const made = await FollowUp.create({
    ...input,
    fairId,
    createdBy,
    state: 'draft',
    createdAt: deps.now(),
  });
  return made._id;
}

/** Changes a draft. False when it has been sent or thrown away meanwhile. */
export async function rewriteFollowUp(_id: Types.ObjectId, input: FollowUpInput): Promise<boolean> {
  const changed = await FollowUp.updateOne({ _id, state: 'draft' }, input);
  return changed.matchedCount === 1;
}
