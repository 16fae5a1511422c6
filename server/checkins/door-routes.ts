import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { readSnapshot } from '../live/feed-lease.ts';
import { Forbidden, Unprocessable } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { wantsJson } from '../web/wants-json.ts';
import { decoderAddress } from './decoder-files.ts';
import { atTheDoor, everPaired } from './door-guards.ts';
import { addEmployerRoutes } from './door-employer-routes.ts';
import { addKioskCallRoutes } from './kiosk-call-routes.ts';
import { kioskNotices } from './kiosk-notices.ts';
import { addOfflineRoutes } from './door-offline-routes.ts';
import { doorBar, doorState } from './door-page.ts';
import { addSearchRoutes } from './door-search-routes.ts';
import { addWalkInRoutes } from './door-walk-in-routes.ts';
import { noteScans, noteSeen } from './note-seen.ts';
import { addPracticeRoutes } from './practice-routes.ts';
import { addPreflightRoutes } from './preflight-routes.ts';
import { addQuestionRoutes } from './question-routes.ts';
import { offersAfter } from './questions.ts';
import { isAdmission, type ScanMessage, type ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';
import { scanForm, scanMessage } from './scan.ts';
import { undoCheckin } from './undo-checkin.ts';
import { verdictPage } from './verdict-page.ts';

const scanId = z.string().regex(/^[0-9a-f]{24}$/);

/** Mounted at /desk/:slug: the pages of a paired device. */
export function doorRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', everPaired, (_req, res) =>
    res.locals.deviceStands ? showReady(res, blankForm(), deps) : showEnded(res),
  );

  router.get('/state.json', atTheDoor, async (_req, res) => {
    const known = deviceOf(res);
    noteSeen(known, deps);
    const count = () => doorState(known, deps);
    res.set('Cache-Control', 'no-store').json(await readSnapshot(String(known.fair._id), count));
  });

  router.post('/checkins', everPaired, async (req, res) => {
    const read = readScanBody(req, deps);
    if (!read.ok) return refuseScan(req, res, read.form, deps);
    if (read.data.registrationId && deviceOf(res).device.role !== 'supervisor')
      throw new Forbidden('Only a supervisor may check somebody in without a badge.');
    noteScans(deviceOf(res), [read.data.code], deps);
    const result = await recordCheckin(read.data, deviceOf(res), deps);
    await showAnswer(req, res, result, read.data, deps);
  });

  router.post('/checkins/:scanId/undone', atTheDoor, async (req, res) => {
    const id = scanId.safeParse(req.params.scanId);
    if (!id.success) throw new Unprocessable('This scan cannot be undone.');
    const why = readWhy(req.body);
    const done = await undoCheckin({ scanId: id.data, why }, deviceOf(res), deps);
    if (wantsJson(req)) return void res.status(done.ok ? 200 : 409).json(done);
    noteNext(res, done.ok ? 'done' : 'stop', done.text ?? '');
    res.redirect(303, `/desk/${fairOf(res).slug}`);
  });

  addOfflineRoutes(router, deps);
  addPracticeRoutes(router, deps);
  addPreflightRoutes(router, deps);
  addSearchRoutes(router, deps);
  addWalkInRoutes(router, deps);
  addQuestionRoutes(router, deps);
  addEmployerRoutes(router, deps);
  addKioskCallRoutes(router, deps);
  return router;
}

const readWhy = (body: unknown): string =>
  z
    .object({ why: z.string().trim().max(300) })
    .catch({ why: '' })
    .parse(body).why;

function readScanBody(req: Request, deps: Deps) {
  if (req.is('json')) return readForm(scanMessage, req.body);
  const read = readForm(scanForm, req.body);
  if (!read.ok) return read;
  const scannedAt = read.data.scannedAt ?? deps.fairNow().toISOString();
  return { ok: true as const, data: { ...read.data, scannedAt } };
}

async function refuseScan(req: Request, res: Response, form: FormState, deps: Deps) {
  if (req.is('json') || wantsJson(req))
    return void res.status(422).json({ error: 'This scan could not be read.', status: 422 });
  if (!res.locals.deviceStands) throw new Forbidden('This device no longer has access.');
  const errors = { code: form.errors.code ?? 'Scan a badge or type its code' };
  await showReady(res, { values: {}, errors }, deps);
}

/** A scan is safe to repeat by its nonce, so it is answered at once. */
async function showAnswer(
  req: Request,
  res: Response,
  result: ScanResult,
  message: ScanMessage,
  deps: Deps,
): Promise<void> {
  const taken = isAdmission(result.outcome) || result.outcome === 'employer_code';
  res.status(taken ? 200 : 409).set('Cache-Control', 'no-store');
  if (wantsJson(req)) return void res.json(result);
  const known = deviceOf(res);
  // A device whose access has ended learns no more of anybody.
  const isHere = res.locals.deviceStands === true;
  const next = isHere && result.scanId && (await offersAfter(result.scanId, known, deps));
  res.render('checkins/result', { layout: 'door', ...verdictPage(result, message, known), next });
}

/** Drawn for the device itself, which forgets its list and hands in what it still holds. */
function showEnded(res: Response): void {
  const title = 'This device no longer has access';
  res.status(403).set('Cache-Control', 'no-store');
  res.render('checkins/ended', { layout: 'bare', title });
}

async function showReady(res: Response, form: FormState, deps: Deps): Promise<void> {
  const known = deviceOf(res);
  const rejected = Object.keys(form.errors).length > 0;
  const state = await doorState(known, deps);
  res.status(rejected ? 422 : 200).render('checkins/door', {
    title: `${rejected ? 'Error: ' : ''}${known.desk.name}, ${known.fair.name}`,
    form,
    fairId: String(known.fair._id),
    deviceId: String(known.device._id),
    decoder: decoderAddress(),
    ...doorBar(known, deps),
    ...state,
    kiosks: kioskNotices(state),
  });
}
