import type { Response, Router } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { Conflict } from '../web/errors.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { searchEmployers } from './search-employers.ts';
import { searchRegistrations } from './search-registrations.ts';
import { wordsOf } from './search-words.ts';
import { undoCheckin } from './undo-checkin.ts';

const query = z.object({ q: z.string().trim().max(120).catch('') });
const undone = z.object({ why: z.string().trim().min(1).max(300) });

/** Below /desk/:slug, for supervisors: the search, and taking an arrival back. */
export function addSearchRoutes(router: Router, deps: Deps): void {
  const todayOf = (res: Response) => wallClock(deps.fairNow(), fairOf(res).timeZone).date;

  router.get('/search', supervisors, (_req, res) => showSearch(res, '', deps));

  // What is looked for is a person: it is sent as a form, so that it stands in no address and no log.
  router.post('/search', supervisors, async (req, res) => {
    const { q } = query.parse(req.body ?? {});
    const fairId = fairOf(res)._id;
    const [graduates, employers] = await Promise.all([
      searchRegistrations(fairId, q, todayOf(res)),
      searchEmployers(fairId, q, todayOf(res)),
    ]);
    showSearch(res, q, deps, { graduates, employers });
  });

  router.post('/arrivals/:registrationId/undone', supervisors, async (req, res) => {
    const why = undone.safeParse(req.body);
    if (!why.success) throw new Conflict('Say why this arrival is undone.');
    const registrationId = String(pathId(req, 'registrationId'));
    const done = await undoCheckin({ registrationId, ...why.data }, deviceOf(res), deps);
    noteNext(res, done.ok ? 'done' : 'stop', done.text ?? '');
    res.redirect(303, `/desk/${fairOf(res).slug}/search`);
  });
}

function showSearch(res: Response, q: string, deps: Deps, found?: object): void {
  res.set('Cache-Control', 'no-store').render('checkins/search', {
    title: 'Search',
    ...doorBar(deviceOf(res), deps),
    q,
    tooShort: q !== '' && wordsOf(q).length === 0,
    ...found,
  });
}
