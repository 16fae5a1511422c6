import { Router, type Response } from 'express';
import { fairOf } from '../access/load-fair.ts';
import { registrantOnly, registrationOf } from '../access/load-registration.ts';
import type { Deps } from '../deps.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { Conflict } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { graduateNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { badgeCard } from './badge-card.ts';
import {
  cancelRegistration,
  changeRegistration,
  reinstateRegistration,
} from './change-registration.ts';
import { mailBadge } from './mail-badge.ts';
import { registrationChoices } from './registration-choices.ts';
import { changeForm } from './registration-form.ts';
import { valuesOf } from './registration-values.ts';

/** Mounted at /fairs/:slug/registration: what a graduate does with the own registration. */
export function ownRegistrationRoutes(deps: Deps): Router {
  const router = Router();
  const own = (res: Response) => `/fairs/${fairOf(res).slug}/registration`;

  router.get('/edit', registrantOnly, (_req, res) =>
    showForm(res, blankForm(valuesOf(registrationOf(res)))),
  );

  router.post('/edit', registrantOnly, async (req, res) => {
    const read = readForm(changeForm, req.body);
    if (!read.ok) return showForm(res, read.form);
    await changeRegistration(fairOf(res), registrationOf(res), read.data, deps);
    noteNext(res, 'done', 'Saved.');
    res.redirect(303, own(res));
  });

  router.post('/canceled', registrantOnly, async (_req, res) => {
    const done = await cancelRegistration(fairOf(res), registrationOf(res), '', deps);
    if (!done) throw new Conflict('This registration was canceled before.');
    noteNext(
      res,
      'done',
      'Your registration is canceled. You can come back as long as there are places.',
    );
    res.redirect(303, own(res));
  });

  router.post('/reinstated', registrantOnly, async (_req, res) => {
    await reinstateRegistration(fairOf(res), registrationOf(res), deps);
    noteNext(res, 'done', 'You are registered again.');
    res.redirect(303, own(res));
  });

  router.get('/badge', registrantOnly, async (_req, res) => {
    const badge = await currentBadge(registrationOf(res)._id, deps);
    res.render('graduates/badge', {
      title: 'Your badge',
      nav: graduateNav(fairOf(res), 'Badge'),
      card: badge && badgeCard(fairOf(res), registrationOf(res), badge),
      state: registrationOf(res).state,
      sendAgain: `${own(res)}/badge/sent`,
    });
  });

  router.get('/badge/print', registrantOnly, async (_req, res) => {
    const badge = await currentBadge(registrationOf(res)._id, deps);
    const card = badge && badgeCard(fairOf(res), registrationOf(res), badge);
    res.render('graduates/badge-print', {
      title: 'Badge',
      layout: 'print',
      card,
      back: `${own(res)}/badge`,
    });
  });

  router.post('/badge/sent', registrantOnly, async (_req, res) => {
    const badge = await currentBadge(registrationOf(res)._id, deps);
    const minute = Math.floor(deps.now().getTime() / 60_000);
    if (badge) await mailBadge(fairOf(res), registrationOf(res), badge, `again:${minute}`, deps);
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        'Your badge is on its way to your mailbox again.',
        'This fair sends no email: show this page at the door, or print it.',
      ),
    );
    res.redirect(303, `${own(res)}/badge`);
  });

  return router;
}

async function showForm(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('graduates/edit', {
    title: `${rejected ? 'Error: ' : ''}Change your registration`,
    form,
    nav: graduateNav(fairOf(res), 'My fair'),
    email: registrationOf(res).email,
    choices: await registrationChoices(fairOf(res)),
  });
}
