import { Router, type Response } from 'express';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import { organizersOnly } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { NotFound } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { addOrganizer } from './add-organizer.ts';
import { firstOwnerForm as personForm } from './sign-in-form.ts';
import { TeamMember } from './team-member-model.ts';
import { ownerNames, teamOf } from './team.ts';

/** Mounted at /fairs/:slug/team: who runs this fair. */
export function teamRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, (_req, res) => showTeam(res, blankForm()));

  router.post('/', organizersOnly, async (req, res) => {
    const read = readForm(personForm, req.body);
    if (!read.ok) return showTeam(res, read.form);
    const added = await addOrganizer(fairOf(res), read.data, accountOf(res)._id, deps);
    if (added === 'already') {
      const text = 'This person is on the team already';
      return showTeam(res, formWithError(req.body as Record<string, unknown>, 'email', text));
    }
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        'Added. An invitation with a sign-in link is on its way.',
        'Added. No email goes out from here: the owner has a sign-in link for them.',
      ),
    );
    res.redirect(303, `/fairs/${fairOf(res).slug}/team`);
  });

  router.post('/:accountId/removed', organizersOnly, async (req, res) => {
    const of = { fairId: fairOf(res)._id, accountId: pathId(req, 'accountId') };
    const removed = await TeamMember.deleteOne(of);
    if (removed.deletedCount === 0) throw new NotFound('This person is not on the team.');
    deps.live.disconnectFairMember(String(of.fairId), String(of.accountId));
    noteNext(res, 'done', 'Removed. Their open pages are disconnected.');
    res.redirect(303, `/fairs/${fairOf(res).slug}/team`);
  });

  return router;
}

async function showTeam(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('accounts/team', {
    title: `${rejected ? 'Error: ' : ''}Team of ${fairOf(res).name}`,
    form,
    nav: organizerNav(fairOf(res), 'Settings'),
    owners: await ownerNames(),
    team: await teamOf(fairOf(res)._id, accountOf(res)._id),
  });
}
