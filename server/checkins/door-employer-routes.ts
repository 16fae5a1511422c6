import type { Response, Router } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { readSnapshot } from '../live/feed-lease.ts';
import { Conflict, NotFound, Unprocessable } from '../web/errors.ts';
import { idText } from '../web/id-text.ts';
import { noteNext } from '../web/notices.ts';
import { renderView } from '../web/views.ts';
import { wantsJson } from '../web/wants-json.ts';
import { atTheDoor, supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { teamsOfDay } from './employer-desk.ts';
import { isLateAt, lateInMs } from './late-employers.ts';
import { markEmployerArrived } from './mark-employer-arrived.ts';
import { teamList } from './team-page.ts';

const arrival = z.object({
  enrollmentId: idText,
  from: z.enum(['list', 'scan']).catch('scan'),
});
const query = z.object({ q: z.string().trim().max(120).catch('') });

/** Below /desk/:slug: which employers are here, and marking those that come. */
export function addEmployerRoutes(router: Router, deps: Deps): void {
  async function listOf(res: Response, q: string) {
    const { fair } = deviceOf(res);
    const now = deps.fairNow();
    const teams = await teamsOfDay(fair._id, wallClock(now, fair.timeZone).date, q);
    return { q, ...teamList(teams, isLateAt(fair, now)) };
  }

  router.get('/employers', supervisors, async (req, res) => {
    const known = deviceOf(res);
    const { q } = query.parse(req.query);
    res.set('Cache-Control', 'no-store').render('checkins/employers', {
      title: 'Employers',
      ...doorBar(known, deps),
      ...(await listOf(res, q)),
      fairId: String(known.fair._id),
      lateIn: lateInMs(known.fair, deps.fairNow(), deps.demo?.speed()),
    });
  });

  // Live pages fetch this: the list drawn anew by the page's own partial.
  router.get('/employers/state.json', supervisors, async (req, res) => {
    const { q } = query.parse(req.query);
    const draw = async () => {
      const locals = { ...res.app.locals, ...res.locals, ...(await listOf(res, q)) };
      return { html: renderView('checkins/team-list', locals) };
    };
    const snapshot = await readSnapshot(String(deviceOf(res).fair._id), draw);
    res.set('Cache-Control', 'no-store').json(snapshot);
  });

  router.post('/employer-arrivals', atTheDoor, async (req, res) => {
    const read = arrival.safeParse(req.body);
    if (!read.success) throw new Unprocessable('Choose the employer that has arrived.');
    const marked = await markEmployerArrived(read.data.enrollmentId, deviceOf(res), deps);
    if (marked.outcome === 'unknown')
      throw new NotFound('No employer of this fair is expected under that name.');
    if (marked.outcome === 'wrong_day')
      throw new Conflict('The fair is not live today: nobody can be marked as arrived.');
    const text = `${marked.name} is here.`;
    if (wantsJson(req)) return void res.json({ ok: true, text });
    noteNext(res, 'done', text);
    res.redirect(303, `/desk/${fairOf(res).slug}${read.data.from === 'list' ? '/employers' : ''}`);
  });
}
