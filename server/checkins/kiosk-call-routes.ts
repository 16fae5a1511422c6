import type { Router } from 'express';
import { deviceOf } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { noteNext } from '../web/notices.ts';
import { wantsJson } from '../web/wants-json.ts';
import { supervisors } from './door-guards.ts';
import { readAnsweredUntil } from './staff-call-form.ts';
import { answerCalls } from './staff-calls.ts';

/** Below /desk/:slug: a supervisor goes to the kiosks that ask for staff. */
export function addKioskCallRoutes(router: Router, deps: Deps): void {
  router.post('/staff-calls/answered', supervisors, async (req, res) => {
    const until = readAnsweredUntil(req.body);
    const { fair, device } = deviceOf(res);
    const by = { answeredByDevice: device._id };
    await answerCalls(fair._id, until, by, deps);
    if (wantsJson(req)) return void res.json({ ok: true });
    noteNext(res, 'done', 'Noted: you are on the way.');
    res.redirect(303, `/desk/${fair.slug}`);
  });
}
