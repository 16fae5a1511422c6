import { Router, type Response } from 'express';
import { z } from 'zod';
import { accountOf } from '../access/load-account.ts';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { answerEmployer } from '../graduates/change-consent.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { askAtBooth } from './ask-at-booth.ts';
import { baseOf, writers } from './employer-page.ts';
import { whileOpen } from './open-access.ts';
import { standingFor } from './standing-consent.ts';
import type { VisitFields } from './visit-model.ts';
import { findVisit, holderOf } from './visit-page.ts';

/** Mounted beside the visits: asking for consent, on the graduate's own page or with this device handed over. */
export function boothConsentRoutes(deps: Deps): Router {
  const router = Router();
  const open = whileOpen(deps);

  router.post('/:visitId/asked', writers, open, async (req, res) => {
    const visit = await findVisit(res, pathId(req, 'visitId'));
    const registration = await holderOf(visit);
    const askedBy = accountOf(res)._id;
    const asked = await askAtBooth(fairOf(res), enrollmentOf(res), registration, askedBy, deps);
    if (asked === 'not to be asked') throw new Conflict(ANSWERED);
    noteNext(res, 'done', 'The question stands on the graduate’s own page.');
    res.redirect(303, `${baseOf(res)}/visits/${String(visit._id)}`);
  });

  router.get('/:visitId/consent', writers, open, async (req, res) => {
    const visit = await findVisit(res, pathId(req, 'visitId'));
    await showQuestion(res, visit, req.query.later === 'yes');
  });

  // The device is in the graduate's hands: the answer leads to a page of thanks, never to the employer's notes.
  router.post('/:visitId/consent', writers, open, async (req, res) => {
    const visit = await findVisit(res, pathId(req, 'visitId'));
    const answer = z.enum(['yes', 'no']).safeParse(req.body?.answer);
    if (!answer.success) throw new Unprocessable('Answer yes or no.');
    const registration = await holderOf(visit);
    if (!(await standingFor(visit.enrollmentId, registration)).mayAsk) throw new Conflict(ANSWERED);
    await answerEmployer(registration, visit.enrollmentId, answer.data, 'booth', deps);
    res.redirect(303, `${baseOf(res)}/visits/${String(visit._id)}/consent`);
  });

  return router;
}

const ANSWERED = 'There is nothing to ask any more. Only the graduate can change the answer now.';

async function showQuestion(res: Response, visit: VisitFields, later: boolean): Promise<void> {
  const { answer, mayAsk } = await standingFor(visit.enrollmentId, await holderOf(visit));
  res.render('visits/booth-consent', {
    title: mayAsk && !later ? 'May they read your résumé?' : 'Thank you',
    layout: 'bare',
    employer: enrollmentOf(res).employerName,
    name: visit.name,
    visitPage: `${baseOf(res)}/visits/${String(visit._id)}`,
    mayAsk,
    asks: mayAsk && !later,
    yes: answer === 'yes',
  });
}
