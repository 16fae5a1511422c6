import type { RequestHandler, Response } from 'express';
import { deletesAt } from '../fairs/deletion-day.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { TeamMember } from '../accounts/team-member-model.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { maybeAccountOf } from './load-account.ts';
import { shortCache } from './short-cache.ts';

const fairsBySlug = shortCache((slug) => Fair.findOne({ slug }).lean<FairFields>());

/** Call after every change of a fair. */
export const forgetFair = (slug: string): void => fairsBySlug.forget(slug);
const findFair = (slug: string): Promise<FairFields | null> => fairsBySlug.get(slug);

/** Mounted at /fairs/:slug and /desk/:slug. A draft is there for its team alone. */
export const loadFair: RequestHandler<{ slug: string }> = async (req, res, next) => {
  const fair = await findFair(req.params.slug);
  if (!fair) throw new NotFound('There is no such fair.');
  const organizer = await isOrganizer(res, fair);
  if (fair.state === 'draft' && !organizer) throw new NotFound('There is no such fair.');
  res.locals.fairFields = fair;
  res.locals.organizer = organizer;
  res.locals.fair = {
    name: fair.name,
    slug: fair.slug,
    state: fair.state,
    timeZone: fair.timeZone,
    // Only pages say so, and a scan draws none.
    get deletesAt() {
      return deletesAt(fair);
    },
    forgottenAt: fair.forgottenAt ?? null,
  };
  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (fair.forgottenAt && !reads && !removesOrganizer.test(req.path))
    throw new Conflict('The personal data of this fair is deleted; nothing can be changed here.');
  next();
};

/** All that may still change at a fair whose people are forgotten. */
const removesOrganizer = /^\/team\/[^/]+\/removed$/;

async function isOrganizer(res: Response, fair: FairFields): Promise<boolean> {
  const account = maybeAccountOf(res);
  if (!account) return false;
  if (account.owner) return true;
  return Boolean(await TeamMember.exists({ fairId: fair._id, accountId: account._id }));
}

export const fairOf = (res: Response): FairFields => res.locals.fairFields as FairFields;
export const organizes = (res: Response): boolean => res.locals.organizer === true;
