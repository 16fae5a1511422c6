import { Router, type Response } from 'express';
import { anyone } from '../access/guards.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { windowState } from '../fairs/fair-windows.ts';
import { Conflict } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { applicationForm, kindOptions, tierOptions } from './application-form.ts';
import { applyForBooth } from './apply.ts';
import { publicDuplicates } from './duplicates.ts';

/** Mounted at /fairs/:slug/enrollments. Public: an employer applies for a booth. */
export function applicationRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/new', anyone, (_req, res) => showForm(res, blankForm(), [], deps));

  router.post('/', anyone, async (req, res) => {
    const fair = fairOf(res);
    if (windowState(fair, fair.employerWindow, deps.fairNow()) !== 'open')
      throw new Conflict('Employers cannot apply now. The fair’s page says when they can.');
    const read = readForm(applicationForm, req.body);
    if (!read.ok) return showForm(res, read.form, [], deps);
    const alike = await publicDuplicates(fair._id, read.data.name);
    if (alike.length && req.body.anyway !== 'yes')
      return showForm(res, blankForm(req.body as Record<string, unknown>), alike, deps);
    await applyForBooth(fair, read.data, deps);
    res.redirect(303, `/fairs/${fair.slug}/enrollments/sent`);
  });

  router.get('/sent', anyone, (_req, res) => {
    res.render('employers/sent', { title: 'Application received' });
  });

  return router;
}

function showForm(res: Response, form: FormState, alike: string[], deps: Deps): void {
  const fair = fairOf(res);
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : alike.length ? 409 : 200).render('employers/new', {
    title: `${rejected ? 'Error: ' : ''}Enroll at ${fair.name}`,
    form,
    alike,
    kinds: kindOptions,
    tiers: tierOptions,
    window: windowState(fair, fair.employerWindow, deps.fairNow()),
    opensAt: fair.employerWindow.opensAt,
  });
}
