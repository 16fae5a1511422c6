import { Router, type Response } from 'express';
import { z } from 'zod';
import { accountOf } from '../access/load-account.ts';
import { forgetFair, fairOf } from '../access/load-fair.ts';
import { organizersOnly, ownersOnly } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { changeFair, moveFair, nextStates, whoTakesPart } from './change-fair.ts';
import { createFair } from './create-fair.ts';
import { deskSettingsOf } from './desk-settings-form.ts';
import { addDeskSettingsRoutes } from './desk-settings-routes.ts';
import { fairFormAt } from './fair-form.ts';
import { fairStates, MOST_KEPT_DAYS, type FairState } from './fair-model.ts';
import { valuesOf } from './fair-values.ts';
import { timeZones } from './time-zones.ts';

/** Mounted at /fairs: creating one. */
export function newFairRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/new', ownersOnly, (_req, res) => showNew(res, blankForm(suggestions)));

  router.post('/', ownersOnly, async (req, res) => {
    const read = readForm(fairFormAt(deps.fairNow()), req.body);
    if (!read.ok) return showNew(res, read.form);
    const fair = await createFair(read.data, accountOf(res)._id, deps);
    noteNext(res, 'done', 'The fair is saved as a draft. Open it when employers may apply.');
    res.redirect(303, `/fairs/${fair.slug}/settings`);
  });

  return router;
}

/** Mounted at /fairs/:slug/settings. */
export function fairSettingsRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, (_req, res) =>
    showSettings(res, blankForm(valuesOf(fairOf(res))), deps),
  );

  router.post('/', organizersOnly, async (req, res) => {
    const read = readForm(fairFormAt(deps.fairNow()), req.body);
    if (!read.ok) return showSettings(res, read.form, deps);
    await changeFair(fairOf(res), read.data, deps);
    forgetFair(fairOf(res).slug);
    noteNext(res, 'done', 'Saved.');
    res.redirect(303, `/fairs/${fairOf(res).slug}/settings`);
  });

  router.post('/state', organizersOnly, async (req, res) => {
    const to = z.enum(fairStates).safeParse(req.body?.state);
    if (!to.success) throw new Unprocessable('Choose one of the next steps on the settings page.');
    const people = to.data === 'draft' ? await whoTakesPart(fairOf(res), deps) : '';
    if (people)
      throw new Conflict(
        `${people} signed up. Nobody would find the fair any more if it were a draft, so it stays.`,
      );
    const moved = await moveFair(fairOf(res), to.data, deps);
    forgetFair(fairOf(res).slug);
    if (!moved)
      throw new Conflict(
        `The fair cannot be made ${to.data} from where it is now. Reload the page.`,
      );
    noteNext(res, 'done', `The fair is ${to.data === 'draft' ? 'a draft' : to.data} now.`);
    res.redirect(303, `/fairs/${fairOf(res).slug}/settings`);
  });

  addDeskSettingsRoutes(router, deps);
  return router;
}

const suggestions = {
  timeZone: 'America/New_York',
  capacity: '1000',
  keptDays: String(MOST_KEPT_DAYS),
};

function showNew(res: Response, form: FormState): void {
  const title = `${hasErrors(form) ? 'Error: ' : ''}New fair`;
  res
    .status(hasErrors(form) ? 422 : 200)
    .render('fairs/new', { title, form, timeZones: timeZones() });
}

async function showSettings(res: Response, form: FormState, deps: Deps): Promise<void> {
  const fair = fairOf(res);
  const people = await whoTakesPart(fair, deps);
  const title = `${hasErrors(form) ? 'Error: ' : ''}Settings of ${fair.name}`;
  res.status(hasErrors(form) ? 422 : 200).render('fairs/settings', {
    title,
    form,
    timeZones: timeZones(),
    nav: organizerNav(fair, 'Settings'),
    deskSettings: deskSettingsOf(fair),
    state: fair.state,
    people,
    steps: nextStates(fair.state, people !== '').map((state, at) => ({
      state,
      // What ends a fair that is going on must not be the button that catches the eye.
      kind: at > 0 || fair.state === 'live' ? 'quiet' : '',
      label: stepLabel(fair.state, state),
      confirm: fair.state === 'live' ? liveWarnings[state] : undefined,
    })),
  });
}

const hasErrors = (form: FormState): boolean => Object.keys(form.errors).length > 0;
const stepLabels = {
  draft: 'Take it back to a draft',
  open: 'Open it for registration',
  live: 'The doors may open: make it live',
  closed: 'The fair is over: close it',
};
const wayBackLabels: Partial<Record<FairState, string>> = {
  live: 'Shut the doors: take it back to open',
  closed: 'It is not over: make it live again',
};

/** Each ends what the desks are doing at this moment. */
const liveWarnings: Partial<Record<FairState, string>> = {
  open: 'Press again: the desks stop letting people in',
  closed: 'Press again to close the fair: nobody is let in any more',
};

/** The way on is named by where it leads, a way back by what it undoes. */
function stepLabel(from: FairState, to: FairState): string {
  const isWayBack = fairStates.indexOf(to) < fairStates.indexOf(from) && to !== 'draft';
  return (isWayBack && wayBackLabels[from]) || stepLabels[to];
}
