import { Router, type Response } from 'express';
import { enrollmentOf, representativeOf, representativesOnly } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { employerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { addRepresentative, removeRepresentative } from './change-team.ts';
import { representativeCard } from './representative-card.ts';
import { Representative, type RepresentativeFields } from './representative-model.ts';
import { partOptions, representativeForm } from './team-form.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId/team. */
export function employerTeamRoutes(deps: Deps): Router {
  const router = Router();
  const anyone = representativesOnly('owner', 'representative', 'viewer');
  const owners = representativesOnly('owner');

  router.get('/', anyone, (_req, res) => showTeam(res, blankForm({ role: 'representative' })));

  router.post('/', owners, async (req, res) => {
    const read = readForm(representativeForm, req.body);
    if (!read.ok) return showTeam(res, read.form);
    const added = await addRepresentative(fairOf(res), enrollmentOf(res), read.data, deps);
    if (added === 'already')
      return showTeam(
        res,
        formWithError(
          req.body as Record<string, unknown>,
          'email',
          'This person is on the team already',
        ),
      );
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        'Added. An invitation is on its way.',
        'Added. No email goes out from here: the owner has a sign-in link for them.',
      ),
    );
    res.redirect(303, baseOf(res));
  });

  router.post('/:representativeId/removed', owners, async (req, res) => {
    const id = pathId(req, 'representativeId');
    const removed = await removeRepresentative(enrollmentOf(res), id, deps);
    if (removed === 'not there') throw new NotFound('This person is not on the team.');
    if (removed === 'last owner')
      throw new Conflict('The last owner stays. Name another owner first.');
    noteNext(res, 'done', 'Removed. The badge no longer works.');
    res.redirect(303, baseOf(res));
  });

  router.get('/badge', anyone, async (_req, res) => {
    const title = 'Your badge';
    res.render('employers/badge', {
      title,
      nav: navOf(res),
      base: baseOf(res),
      card: await cardFor(res, deps),
    });
  });

  router.get('/badge/print', anyone, async (_req, res) => {
    const back = `${baseOf(res)}/badge`;
    res.render('employers/badge-print', {
      title: 'Badge',
      layout: 'print',
      back,
      card: await cardFor(res, deps),
    });
  });

  return router;
}

const baseOf = (res: Response) =>
  `/fairs/${fairOf(res).slug}/enrollments/${String(enrollmentOf(res)._id)}/team`;
const navOf = (res: Response) => employerNav(fairOf(res), String(enrollmentOf(res)._id), 'Team');

async function cardFor(res: Response, deps: Deps) {
  const badge = await currentBadge(representativeOf(res)._id, deps);
  const { employerName } = enrollmentOf(res);
  return badge && representativeCard(fairOf(res), representativeOf(res), employerName, badge);
}

async function showTeam(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  const team = await Representative.find({ enrollmentId: enrollmentOf(res)._id, removedAt: null })
    .sort({ addedAt: 1 })
    .limit(200)
    .lean<RepresentativeFields[]>();
  res.status(rejected ? 422 : 200).render('employers/team', {
    title: `${rejected ? 'Error: ' : ''}Team`,
    form,
    nav: navOf(res),
    base: baseOf(res),
    parts: partOptions,
    mayChange: representativeOf(res).role === 'owner',
    accepted: enrollmentOf(res).state === 'accepted',
    team: team.map((each) => ({
      id: String(each._id),
      name: each.name,
      email: each.email,
      role: each.role,
      you: each._id.equals(representativeOf(res)._id),
    })),
  });
}
