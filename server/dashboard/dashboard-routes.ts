import { Router } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import { readAnsweredUntil } from '../checkins/staff-call-form.ts';
import { answerCalls } from '../checkins/staff-calls.ts';
import type { Deps } from '../deps.ts';
import { readSnapshot } from '../live/feed-lease.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { countDashboard } from './dashboard-state.ts';
import { dashboardView } from './dashboard-view.ts';

/** Mounted at /fairs/:slug/dashboard: the control room. Without script it is a page to reload. */
export function dashboardRoutes(deps: Deps): Router {
  const router = Router();
  const snapshotOf = (fairId: string) => readSnapshot(fairId, () => countDashboard(fairId, deps));

  router.get('/', organizersOnly, async (_req, res) => {
    const fair = fairOf(res);
    const snapshot = await snapshotOf(String(fair._id));
    res.render('dashboard/control-room', {
      title: 'Control room',
      nav: organizerNav(fair, 'Control room'),
      fairId: String(fair._id),
      state: fair.state,
      ...dashboardView(snapshot, fair, deps.fairNow(), deps.demo?.speed()),
    });
  });

  // Live pages fetch this: the panels drawn anew by the same partial, with the number of the newest frame in it.
  router.get('/state.json', organizersOnly, async (_req, res) => {
    const fair = fairOf(res);
    res.set('Cache-Control', 'no-store').json(await snapshotOf(String(fair._id)));
  });

  router.post('/staff-calls/answered', organizersOnly, async (req, res) => {
    const until = readAnsweredUntil(req.body);
    const fair = fairOf(res);
    const by = { answeredBy: accountOf(res)._id };
    await answerCalls(fair._id, until, by, deps);
    noteNext(res, 'done', 'Noted: somebody is on the way.');
    res.redirect(303, `/fairs/${fair.slug}/dashboard`);
  });

  return router;
}
