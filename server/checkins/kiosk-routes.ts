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
import { decoderAddress } from './decoder-files.ts';
import { kioskLanguage, kioskWords, otherLanguages } from './kiosk-words.ts';
import { leaveKiosk, type KioskLeft } from './leave-kiosk.ts';
import { noteSeen } from './note-seen.ts';
import { scanForm } from './scan.ts';
import { callStaff } from './staff-calls.ts';

const kiosks = devicesOnly('kiosk');
/** Seconds until the next person finds an empty screen, also without script. */
const IDLE_S = 20;
const pinForm = z.object({ pin: z.string().trim().max(20).default('') });

/** Mounted at /desk/:slug/kiosk: visitors check themselves in. Nothing is searched, counted or told here. */
export function kioskRoutes(deps: Deps): Router {
  const router = Router();
  const homeOf = (res: Response) => `/desk/${fairOf(res).slug}/kiosk`;

  router.get('/', kiosks, (req, res) => showWaiting(req, res, blankForm()));

  router.post('/checkins', kiosks, async (req, res) => {
    const read = readForm(scanForm, req.body);
    if (!read.ok || read.data.registrationId) return refuse(req, res);
    const known = deviceOf(res);
    noteSeen(known, deps);
    const scannedAt = read.data.scannedAt ?? deps.fairNow().toISOString();
    const answer = await checkInAtKiosk({ ...read.data, scannedAt }, known, wordsOf(req), deps);
    res.set('Cache-Control', 'no-store');
    if (wantsJson(req)) return void res.json(answer);
    // A browser without script is led back by this header.
    res.set('Refresh', `${IDLE_S}; url=${homeOf(res)}`).render('checkins/kiosk-result', {
      ...visitorPage(req, res),
      answer,
    });
  });

  router.post('/staff-calls', kiosks, async (req, res) => {
    await callStaff(deviceOf(res), deps);
    const { called } = wordsOf(req);
    if (wantsJson(req)) return void res.json({ text: called });
    noteNext(res, 'done', called);
    res.redirect(303, homeOf(res) + queryOf(req));
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
  const code = wordsOf(req).nothing;
  if (wantsJson(req)) return void res.status(422).json({ error: code, status: 422 });
  showWaiting(req, res, { values: {}, errors: { code } });
}

function showWaiting(req: Request, res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  const page = visitorPage(req, res);
  res.status(rejected ? 422 : 200).render('checkins/kiosk', {
    ...page,
    ...(rejected ? { title: `${page.words.error}: ${page.words.title}` } : {}),
    form,
    nonce: newToken(),
    decoder: decoderAddress(),
  });
}

const langOf = (req: Request) => kioskLanguage.parse(req.query.lang);
const wordsOf = (req: Request) => kioskWords[langOf(req)];
/** The next person finds English again: the language is in the address of the page and kept nowhere. */
const queryOf = (req: Request) => (langOf(req) === 'en' ? '' : `?lang=${langOf(req)}`);

function visitorPage(req: Request, res: Response) {
  const [lang, words] = [langOf(req), wordsOf(req)];
  return {
    ...page(words.title),
    ...{ lang, words, languages: otherLanguages(lang) },
    home: `/desk/${fairOf(res).slug}/kiosk`,
    query: queryOf(req),
  };
}

function showLeave(res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('checkins/kiosk-leave', {
    ...page(`${rejected ? 'Error: ' : ''}Leave the kiosk`),
    form,
  });
}
