import type { Router } from 'express';
import { z } from 'zod';
import { deviceOf, devicesOnly } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { Conflict, NotFound, Unprocessable } from '../web/errors.ts';
import { idText } from '../web/id-text.ts';
import { noteNext } from '../web/notices.ts';
import { employersHere } from './arrivals.ts';
import { doorBar } from './door-page.ts';
import { markEmployerArrived } from './mark-employer-arrived.ts';

const arrival = z.object({
  enrollmentId: idText,
  from: z.enum(['list', 'scan']).catch('scan'),
});

/** Below /desk/:slug: which employers are here, and marking those that come. */
export function addEmployerRoutes(router: Router, deps: Deps): void {
  router.get('/employers', devicesOnly('supervisor'), async (_req, res) => {
    const known = deviceOf(res);
    const day = wallClock(deps.fairNow(), known.fair.timeZone).date;
    const employers = await employersHere(known.fair._id, day);
    res.render('checkins/employers', {
      title: 'Employers',
      ...doorBar(known, deps),
      expected: employers.filter(({ since }) => since === null),
      here: employers.filter(({ since }) => since !== null),
    });
  });

  router.post('/employer-arrivals', devicesOnly('steward', 'supervisor'), async (req, res) => {
    const read = arrival.safeParse(req.body);
    if (!read.success) throw new Unprocessable('Choose the employer that has arrived.');
    const marked = await markEmployerArrived(read.data.enrollmentId, deviceOf(res), deps);
    if (marked.outcome === 'unknown')
      throw new NotFound('No employer of this fair is expected under that name.');
    if (marked.outcome === 'wrong_day')
      throw new Conflict('The fair is not live today: nobody can be marked as arrived.');
    const text = `${marked.name} is here.`;
    if (req.accepts(['html', 'json']) === 'json') return void res.json({ ok: true, text });
    noteNext(res, 'done', text);
    res.redirect(303, `/desk/${fairOf(res).slug}${read.data.from === 'list' ? '/employers' : ''}`);
  });
}
