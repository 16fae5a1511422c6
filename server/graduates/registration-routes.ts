import { Router, type Response } from 'express';
import { anyone } from '../access/guards.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { windowState } from '../fairs/fair-windows.ts';
import { uploadOf } from '../web/body.ts';
import { Conflict } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { registerGraduate } from './register-graduate.ts';
import { registrationChoices } from './registration-choices.ts';
import { registrationForm } from './registration-form.ts';

/** Mounted at /fairs/:slug/registrations. Public: nobody is signed in yet. */
export function registrationRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/new', anyone, (_req, res) => showForm(res, blankForm(), deps));

  router.post('/', anyone, async (req, res) => {
    const fair = fairOf(res);
    if (windowState(fair, fair.graduateWindow, deps.fairNow()) !== 'open')
      throw new Conflict(
        'Registration for graduates is not open now. The fair’s page says when it is.',
      );
    const read = readForm(registrationForm, req.body);
    if (!read.ok) return showForm(res, read.form, deps);

    // Known or new, the page is the same; only the mail differs, so nobody learns who is registered.
    const trouble = await registerGraduate(fair, read.data, uploadOf(req.files, 'resume'), deps);
    if (trouble) noteNext(res, 'wait', `Your registration is in, but not the résumé: ${trouble}`);
    res.redirect(303, `/fairs/${fair.slug}/registrations/sent`);
  });

  router.get('/sent', anyone, (_req, res) => {
    res.render('graduates/sent', { title: 'Registered' });
  });

  return router;
}

/** Draws the page for a first visit and for a rejected one, so the two cannot drift apart. */
async function showForm(res: Response, form: FormState, deps: Deps): Promise<void> {
  const fair = fairOf(res);
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('graduates/new', {
    title: `${rejected ? 'Error: ' : ''}Register for ${fair.name}`,
    form,
    choices: await registrationChoices(fair),
    window: windowState(fair, fair.graduateWindow, deps.fairNow()),
    opensAt: fair.graduateWindow.opensAt,
  });
}
