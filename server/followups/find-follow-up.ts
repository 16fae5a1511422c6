import type { Request, Response } from 'express';
import { fairOf } from '../access/load-fair.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { pathId } from '../web/path-id.ts';
import { FollowUp, type FollowUpFields } from './follow-up-model.ts';

export const LEFT = 'This follow-up has left or was canceled; it cannot be changed any more.';

/** The follow-up of the path, of this fair and no other. */
export async function followUpIn(req: Request, res: Response): Promise<FollowUpFields> {
  const of = { _id: pathId(req, 'followUpId'), fairId: fairOf(res)._id };
  const found = await FollowUp.findOne(of).lean<FollowUpFields>();
  if (!found) throw new NotFound('There is no such follow-up at this fair.');
  return found;
}

/** What has left cannot be changed. */
export function draftOnly(followUp: FollowUpFields): FollowUpFields {
  if (followUp.state !== 'draft') throw new Conflict(LEFT);
  return followUp;
}
