import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { DEVICE_COOKIE, deviceOf, devicesOnly } from '../access/load-device.ts';
import { paperOptions } from '../fairs/badge-sizes.ts';
import type { Deps } from '../deps.ts';
import { dropCookie } from '../web/cookies.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { newToken } from '../web/tokens.ts';
import { wantsJson } from '../web/wants-json.ts';
import { decoderAddress } from './decoder-files.ts';
import { homeOf, queryOf, visitorPage, wordsOf } from './kiosk-page.ts';
import { addKioskPrintRoutes } from './kiosk-print-routes.ts';
import { forgetVisit } from './kiosk-visit.ts';
import { addKioskVisitorRoutes } from './kiosk-visitor-routes.ts';
import { leaveKiosk, type KioskLeft } from './leave-kiosk.ts';
import { callStaff } from './staff-calls.ts';
import { whileInService } from './while-in-service.ts';
import { pinForm } from './pin-form.ts';

const kiosks = devicesOnly('kiosk');
/** What a visitor may say; that no badge came out is said elsewhere. */
const callForm = z.object({ why: z.enum(['help', 'not-me']) }).catch({ why: 'help' });

/** Mounted at /desk/:slug/kiosk: visitors check themselves in. Nothing is searched, counted or told here. */
export function kioskRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', kiosks, whileInService(deps), (req, res) => showWaiting(req, res, blankForm()));

  router.post('/staff-calls', kiosks, async (req, res) => {
    await callStaff(deviceOf(res), callForm.parse(req.body).why, deps);
    forgetVisit(req, res);
    const { called } = wordsOf(req);
    if (wantsJson(req)) return void res.json({ text: called });
    noteNext(res, 'done', called);
    res.redirect(303, homeOf(res) + queryOf(req));
  });

  router.get('/leave', kiosks, (_req, res) => showLeave(res, blankForm()));

  router.post('/left', kiosks, async (req, res) => {
    const read = readForm(pinForm, req.body);
    const left = read.ok ? await leaveKiosk(read.data.pin, deviceOf(res), deps) : 'wrong';
    if (left !== 'left') return refusePin(res, left);
    dropCookie(res, DEVICE_COOKIE);
    res.render('checkins/kiosk-left', page('The kiosk is closed'));
  });

  addKioskVisitorRoutes(router, deps, showWaiting);
  addKioskPrintRoutes(router, deps, refusePin);
  return router;
}

const refusals: Record<Exclude<KioskLeft, 'left'>, string> = {
  wrong: 'This is not the PIN',
  locked: 'Too many wrong PINs: wait a minute',
};

const refusePin = (res: Response, why: keyof typeof refusals): void =>
  showLeave(res, { values: {}, errors: { pin: refusals[why] } });

const page = (title: string) => ({ layout: 'door', title });

function showWaiting(req: Request, res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  const page = visitorPage(req, res);
  // Whoever comes to the start page is the next person, also by going back.
  forgetVisit(req, res);
  res
    .set('Cache-Control', 'no-store')
    .status(rejected ? 422 : 200)
    .render('checkins/kiosk', {
      ...page,
      ...(rejected ? { title: `${page.words.error}: ${page.words.title}` } : {}),
      form,
      nonce: newToken(),
      decoder: decoderAddress(),
    });
}

function showLeave(res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('checkins/kiosk-leave', {
    ...page(`${rejected ? 'Error: ' : ''}Leave the kiosk`),
    form,
    papers: paperOptions,
    printSize: deviceOf(res).device.printSize,
    outOfService: Boolean(deviceOf(res).device.outOfServiceAt),
    home: homeOf(res),
  });
}
