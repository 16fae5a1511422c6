import { Router, type Response } from 'express';
import { anyone } from '../access/guards.ts';
import { fairOf, organizes } from '../access/load-fair.ts';
import { floorFacts } from '../booths/floor-problem.ts';
import { hallMap } from '../booths/hall-map.ts';
import { arrivedBooths } from '../checkins/arrived-booths.ts';
import { isLateAt, lateInMs } from '../checkins/late-employers.ts';
import type { Deps } from '../deps.ts';
import { fairDayAt, todayAt } from '../fairs/fair-time.ts';
import { readSnapshot } from '../live/feed-lease.ts';
import { organizerNav } from '../web/nav.ts';

/** Mounted at /fairs/:slug/map: the published floor as anybody sees it, with the teams that are here. */
export function mapRoutes(deps: Deps): Router {
  const router = Router();
  const hereNow = (res: Response) => {
    const fair = fairOf(res);
    return arrivedBooths(fair._id, todayAt(fair, deps));
  };

  router.get('/', anyone, async (_req, res) => {
    const fair = fairOf(res);
    const [facts, codes] = await Promise.all([floorFacts(fair._id), hereNow(res)]);
    const published = Boolean(facts?.floor.publishedAt);
    const here = new Set(codes);
    // Whose team is late is the organizers' business alone.
    const late = organizes(res) && isLateAt(fair, deps.fairNow());
    const stateOf = (_enrollmentId: string, code: string) =>
      here.has(code) ? 'here' : late ? 'late' : 'taken';
    res.render('visits/map', {
      title: `Floor map of ${fair.name}`,
      nav: organizes(res) ? organizerNav(fair, 'Floor') : [],
      fairId: String(fair._id),
      lateIn: organizes(res) ? lateInMs(fair, deps.fairNow(), deps.demo?.speed()) : null,
      map: facts && published ? hallMap(facts, stateOf) : null,
      today: fairDayAt(fair, deps.fairNow()) !== null,
      now: deps.fairNow(),
      here: here.size,
      taken: facts?.assignments.length ?? 0,
    });
  });

  // Live pages fetch this: what the frames say, with the number of the newest of them.
  router.get('/state.json', anyone, async (_req, res) => {
    const count = async () => ({ arrivedEmployers: await hereNow(res) });
    res.set('Cache-Control', 'no-store').json(await readSnapshot(String(fairOf(res)._id), count));
  });

  return router;
}
