import { Router, type Response } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { assignFloor } from './assign-floor.ts';
import { drawFloor } from './draw-floor.ts';
import { floorForm } from './floor-form.ts';
import { floorFacts } from './floor-problem.ts';
import { Floor } from './floor-model.ts';
import { floorView, valuesOf } from './floor-view.ts';
import { moveEmployer, pinEmployer } from './move-employer.ts';

/** Mounted at /fairs/:slug/floor: draw the hall, assign, move and pin, publish. */
export function floorRoutes(deps: Deps): Router {
  const router = Router();
  const back = (res: Response) => res.redirect(303, `/fairs/${fairOf(res).slug}/floor`);

  router.get('/', organizersOnly, (_req, res) => showFloor(res));

  router.post('/', organizersOnly, async (req, res) => {
    const read = readForm(floorForm, req.body);
    if (!read.ok) return showFloor(res, read.form);
    const { freed } = await drawFloor(fairOf(res)._id, read.data, deps.now());
    deps.follow.fairChanged(fairOf(res)._id);
    noteNext(
      res,
      freed ? 'wait' : 'done',
      freed ? `Drawn. ${freed} employers lost their booth.` : 'Drawn.',
    );
    back(res);
  });

  router.post('/assignments', organizersOnly, async (_req, res) => {
    const plan = await assignFloor(fairOf(res)._id, accountOf(res)._id, deps);
    if (plan === null) throw new Conflict('Draw the hall first.');
    if (plan === 'changed meanwhile')
      throw new Conflict('The floor was changed meanwhile. Assign again.');
    const left = plan.unplaced.length;
    noteNext(
      res,
      left ? 'wait' : 'done',
      `${plan.placements.length} employers placed${left ? `, ${left} without a booth` : ''}.`,
    );
    back(res);
  });

  router.post('/moves', organizersOnly, async (req, res) => {
    const move = {
      enrollmentId: String(req.body?.enrollmentId ?? ''),
      boothCode: String(req.body?.boothCode ?? '').trim(),
      pinned: req.body?.pinned === 'yes',
    };
    const moved = await moveEmployer(fairOf(res)._id, move, accountOf(res)._id, deps);
    if (!moved.ok) return showFloor(res, undefined, { ...move, why: moved.why });
    if (moved.warnings.length)
      noteNext(res, 'wait', `Moved. Mind: ${moved.warnings.slice(0, 3).join(' ')}`);
    else noteNext(res, 'done', 'Moved.');
    back(res);
  });

  router.post('/pins/:enrollmentId', organizersOnly, async (req, res) => {
    const enrollmentId = pathId(req, 'enrollmentId');
    await pinEmployer(fairOf(res)._id, enrollmentId, req.body?.pinned === 'yes');
    back(res);
  });

  router.post('/published', organizersOnly, async (req, res) => {
    const publishedAt = req.body?.published === 'no' ? null : deps.now();
    const done = await Floor.updateOne({ fairId: fairOf(res)._id }, { publishedAt });
    if (done.matchedCount === 0) throw new Conflict('Draw the hall first.');
    deps.follow.fairChanged(fairOf(res)._id);
    noteNext(res, 'done', publishedAt ? 'The map is public now.' : 'The map is hidden again.');
    back(res);
  });

  return router;
}

interface FailedMove {
  enrollmentId: string;
  boothCode: string;
  why: string;
}

async function showFloor(res: Response, rejected?: FormState, failed?: FailedMove): Promise<void> {
  const fair = fairOf(res);
  const facts = await floorFacts(fair._id);
  const floor = facts && floorView(facts, failed);
  if (failed && !floor?.employers.some((each) => each.move)) throw new Unprocessable(failed.why);
  const form = rejected ?? blankForm(facts ? valuesOf(facts) : { rows: '5', columns: '8' });
  if (failed) form.errors[`to-${failed.enrollmentId}`] = failed.why;
  res.status(rejected || failed ? 422 : 200).render('booths/floor', {
    title: `${rejected || failed ? 'Error: ' : ''}Floor`,
    form,
    nav: organizerNav(fair, 'Floor'),
    drawn: facts !== null,
    ...floor,
  });
}
