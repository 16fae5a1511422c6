import { Router } from 'express';
import { anyone } from '../access/guards.ts';
import { fairOf, organizes } from '../access/load-fair.ts';
import { organizerNav } from '../web/nav.ts';
import { floorFacts } from './floor-problem.ts';
import { hallMap } from './hall-map.ts';

/** Mounted at /fairs/:slug/map: the floor as anybody sees it once it is published. */
export function mapRoutes(): Router {
  const router = Router();

  router.get('/', anyone, async (_req, res) => {
    const fair = fairOf(res);
    const facts = await floorFacts(fair._id);
    const published = Boolean(facts?.floor.publishedAt);
    res.render('booths/map', {
      title: `Floor map of ${fair.name}`,
      nav: organizes(res) ? organizerNav(fair, 'Floor') : [],
      published,
      map: facts && published ? hallMap(facts, () => 'taken') : null,
    });
  });

  return router;
}
