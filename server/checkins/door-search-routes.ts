import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { newToken } from '../web/tokens.ts';
import { renderView } from '../web/views.ts';
import { wantsJson } from '../web/wants-json.ts';
import { supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { searchPeople } from './search-people.ts';
import { previewGraduate, previewRepresentative } from './search-person.ts';
import { searchText } from './search-text.ts';
import { undoCheckin } from './undo-checkin.ts';

const query = z.object({ q: z.string().trim().max(120).catch('') }).catch({ q: '' });
const undone = z.object({ why: z.string().trim().min(1).max(300) });

/** Below /desk/:slug, for supervisors: the search, whom it found, and taking an arrival back. */
export function addSearchRoutes(router: Router, deps: Deps): void {
  router.get('/search', supervisors, (_req, res) => showPage(res, 'search', searchPage(''), deps));

  // What is looked for is a person: it is sent as a form, so that it stands in no address and no log.
  router.post('/search', supervisors, async (req, res) => {
    const { q } = query.parse(req.body);
    const fair = fairOf(res);
    const found = await searchPeople(fair._id, q, todayAt(fair, deps));
    const page = { ...searchPage(q), ...found, text: searchText(q, found) };
    if (!wantsJson(req)) return showPage(res, 'search', page, deps);
    const { text, more } = page;
    sendJson(res, { text, more, html: drawn(res, 'search-found', page) });
  });

  router.get('/search/graduates/:registrationId', supervisors, async (req, res) => {
    const graduate = await previewGraduate(pathId(req, 'registrationId'), deviceOf(res), deps);
    if (!graduate) throw new NotFound('There is nobody of this fair under that number.');
    showPerson(req, res, { title: graduate.name, graduate }, deps);
  });

  router.get('/search/representatives/:representativeId', supervisors, async (req, res) => {
    const id = pathId(req, 'representativeId');
    const representative = await previewRepresentative(id, deviceOf(res), deps);
    if (!representative) throw new NotFound('There is nobody of this fair under that number.');
    showPerson(req, res, { title: representative.name, representative }, deps);
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

const searchPage = (q: string) => ({ title: 'Search', q });

function showPerson(req: Request, res: Response, person: object, deps: Deps): void {
  if (!wantsJson(req)) return showPage(res, 'search-person', person, deps);
  sendJson(res, { html: drawn(res, 'search-preview', { ...person, nonce: newToken() }) });
}

function showPage(res: Response, view: string, page: object, deps: Deps): void {
  const bar = doorBar(deviceOf(res), deps);
  res.set('Cache-Control', 'no-store').render(`checkins/${view}`, { ...bar, ...page });
}

/** A part of the page, for its script. */
const drawn = (res: Response, view: string, page: object): string =>
  renderView(`checkins/${view}`, { ...res.app.locals, ...res.locals, ...page });

const sendJson = (res: Response, body: object) => res.set('Cache-Control', 'no-store').json(body);
