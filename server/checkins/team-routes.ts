import { Router, type Request, type Response } from 'express';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { teamAtDesk } from './employer-desk.ts';
import { noteTeam } from './note-team.ts';
import { teamNoteForm, undoForm } from './team-note-form.ts';
import { teamFacts } from './team-page.ts';
import { undoTeam } from './undo-team.ts';

const CLOSED = 'The fair is not live today: nobody can be marked as arrived.';
const CHANGED = 'Somebody else has changed this meanwhile: look at what was noted, then save again';

/** Mounted at /desk/:slug/employers/:enrollmentId: one team at the employer desk. */
export function teamDeskRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true });
  const listAt = (res: Response) => `/desk/${fairOf(res).slug}/employers`;

  router.get('/', supervisors, (req, res) => showTeam(req, res, null, deps));

  router.post('/', supervisors, async (req, res) => {
    const read = readForm(teamNoteForm, req.body);
    if (!read.ok) return showTeam(req, res, read.form, deps);
    const noted = await noteTeam(pathId(req, 'enrollmentId'), read.data, deviceOf(res), deps);
    if (noted.outcome === 'unknown') throw new NotFound(NOBODY);
    if (noted.outcome === 'wrong day') throw new Conflict(CLOSED);
    if (noted.outcome === 'changed meanwhile')
      return showTeam(req, res, formWithError(req.body ?? {}, 'comment', CHANGED), deps);
    noteNext(res, 'done', `${noted.name}: ${noted.what.toLowerCase()}.`);
    res.redirect(303, listAt(res));
  });

  router.post('/undone', supervisors, async (req, res) => {
    const read = readForm(undoForm, req.body);
    if (!read.ok) throw new Conflict(`${read.form.errors.why ?? 'Say why'}.`);
    const enrollmentId = pathId(req, 'enrollmentId');
    const done = await undoTeam(enrollmentId, read.data.why, deviceOf(res), deps);
    if (!done) throw new Conflict('This team has no arrival today that could be undone.');
    noteNext(res, 'done', 'Undone: this team is expected again.');
    res.redirect(303, listAt(res));
  });

  return router;
}

const NOBODY = 'No employer of this fair is expected under that name.';

async function showTeam(req: Request, res: Response, rejected: FormState | null, deps: Deps) {
  const known = deviceOf(res);
  const day = todayAt(known.fair, deps);
  const team = await teamAtDesk(known.fair._id, pathId(req, 'enrollmentId'), day);
  if (!team) throw new NotFound(NOBODY);
  const { values, ...facts } = teamFacts(team);
  const changed = rejected?.errors.comment === CHANGED;
  res
    .status(rejected ? (changed ? 409 : 422) : 200)
    .set('Cache-Control', 'no-store')
    .render('checkins/team', {
      title: `${rejected ? 'Error: ' : ''}${facts.name}`,
      ...doorBar(known, deps),
      ...facts,
      // What was typed goes on top of what stands now.
      version: rejected && !changed ? rejected.values.version : values.version,
      form: rejected ?? blankForm(values),
    });
}
