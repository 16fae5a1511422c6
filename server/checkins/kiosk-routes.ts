import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { DEVICE_COOKIE, deviceOf, devicesOnly } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { dropCookie } from '../web/cookies.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { newToken } from '../web/tokens.ts';
import { checkInAtKiosk } from './check-in-at-kiosk.ts';
import { leaveKiosk, type KioskLeft } from './leave-kiosk.ts';
import { noteSeen } from './note-seen.ts';
import { scanForm } from './scan.ts';
import { callStaff } from './staff-calls.ts';

const kiosks = devicesOnly('kiosk');
/** Seconds until the next person finds an empty screen, also without script. */
const IDLE_S = 20;
const pinForm = z.object({ pin: z.string().trim().max(20).default('') });
const CALLED = 'Somebody is coming to you.';

/** Mounted at /desk/:slug/kiosk: visitors check themselves in. Nothing is searched, counted or told here. */
export function kioskRoutes(deps: Deps): Router {
  const router = Router();
  const homeOf = (res: Response) => `/desk/${fairOf(res).slug}/kiosk`;

  router.get('/', kiosks, (_req, res) => showWaiting(res, blankForm()));

  router.post('/checkins', kiosks, async (req, res) => {
    const read = readForm(scanForm, req.body);
    if (!read.ok || read.data.registrationId) return refuse(req, res);
    const known = deviceOf(res);
    noteSeen(known, deps);
    const scannedAt = read.data.scannedAt ?? deps.fairNow().toISOString();
    const answer = await checkInAtKiosk({ ...read.data, scannedAt }, known, deps);
    res.set('Cache-Control', 'no-store');
    if (wantsJson(req)) return void res.json(answer);
    // A browser without script is led back by this header.
    res.set('Refresh', `${IDLE_S}; url=${homeOf(res)}`).render('checkins/kiosk-result', {
      ...page('Check-in'),
      answer,
    });
  });

  router.post('/staff-calls', kiosks, async (req, res) => {
    await callStaff(deviceOf(res), deps);
    if (wantsJson(req)) return void res.json({ text: CALLED });
    noteNext(res, 'done', CALLED);
    res.redirect(303, homeOf(res));
  });

  router.get('/leave', kiosks, (_req, res) => showLeave(res, blankForm()));

  router.post('/left', kiosks, async (req, res) => {
    const read = readForm(pinForm, req.body);
    const left = read.ok ? await leaveKiosk(read.data.pin, deviceOf(res), deps) : 'wrong';
    if (left !== 'left') return showLeave(res, { values: {}, errors: { pin: refusals[left] } });
    dropCookie(res, DEVICE_COOKIE);
    res.render('checkins/kiosk-left', page('The kiosk is closed'));
  });

  return router;
}

const refusals: Record<Exclude<KioskLeft, 'left'>, string> = {
  wrong: 'This is not the PIN',
  locked: 'Too many wrong PINs: wait a minute',
};

const page = (title: string) => ({ layout: 'door', title });
const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';

function refuse(req: Request, res: Response): void {
  const code = 'Scan your badge, or type its code';
  if (wantsJson(req)) return void res.status(422).json({ error: code, status: 422 });
  showWaiting(res, { values: {}, errors: { code } });
}

function showWaiting(res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('checkins/kiosk', {
    ...page(`${rejected ? 'Error: ' : ''}Check-in`),
    form,
    nonce: newToken(),
  });
}

function showLeave(res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('checkins/kiosk-leave', {
    ...page(`${rejected ? 'Error: ' : ''}Leave the kiosk`),
    form,
  });
}
