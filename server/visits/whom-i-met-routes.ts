import { Router } from 'express';
import { fairOf } from '../access/load-fair.ts';
import { registrantOnly, registrationOf } from '../access/load-registration.ts';
import { graduateNav } from '../web/nav.ts';
import { decisionWords } from './next-step-words.ts';
import { visitsOfGraduate } from './visit-figures.ts';

/** Mounted at /fairs/:slug/registration/visits: whom the graduate met, and what each decided. */
export function whomIMetRoutes(): Router {
  const router = Router();

  router.get('/', registrantOnly, async (_req, res) => {
    const visits = await visitsOfGraduate(registrationOf(res)._id);
    res.render('visits/whom-i-met', {
      title: 'Whom I met',
      nav: graduateNav(fairOf(res), 'Whom I met'),
      visits: visits.map(({ employer, visitedAt, nextStep, decidedAt }) => ({
        employer,
        visitedAt,
        decidedAt,
        decision: decisionWords(nextStep),
      })),
    });
  });

  return router;
}
