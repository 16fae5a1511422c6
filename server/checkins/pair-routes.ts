import { Router, type Request, type Response } from 'express';
import { anyone } from '../access/guards.ts';
import { maybeAccountOf, sessionOf } from '../access/load-account.ts';
import {
  DEVICE_COOKIE,
  findDevice,
  HAND_IN_MS,
  pageOf,
  isStanding,
} from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { setCookie } from '../web/cookies.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { secretPage } from '../web/security-headers.ts';
import { endSession } from '../web/sessions.ts';
import { kioskForm, volunteerForm } from './desk-form.ts';
import { pairDevice, standingPairing, type StandingPairing } from './pair-device.ts';

/** Mounted at /desk: turns a browser into a device of a desk. */
export function pairRoutes(deps: Deps): Router {
  const router = Router();
  const find = (req: Request) => standingPairing(tokenOf(req), deps.now());

  router.get('/pair/:token', anyone, secretPage, async (req, res) => {
    const standing = await find(req);
    if (!standing) res.locals.home = await homeAlready(req, deps);
    showPair(res, standing, blankForm());
  });

  router.post('/pair/:token', anyone, secretPage, async (req, res) => {
    const standing = await find(req);
    const kiosk = standing?.pairing.role === 'kiosk';
    const read = readForm(kiosk ? kioskForm : volunteerForm, req.body);
    if (!read.ok) return showPair(res, standing, withoutPin(read.form));
    const paired = await pairDevice(tokenOf(req), read.data, deps);
    if (!paired) return showPair(res, null, blankForm());
    // The whole site, not /desk alone: the socket's address lies outside it.
    const expires = new Date(paired.expiresAt.getTime() + HAND_IN_MS);
    setCookie(res, DEVICE_COOKIE, paired.deviceToken, { expires });
    // Visitors who type another address must not find the organizer's pages behind the kiosk.
    if (kiosk && maybeAccountOf(res)) await endSession(res, sessionOf(res)._id);
    res.redirect(303, `/desk/${paired.slug}${kiosk ? '/kiosk' : ''}`);
  });

  return router;
}

const tokenOf = (req: Request): string => String(req.params.token);

/** Where a browser works that is paired already: its volunteer came back to the link. */
async function homeAlready(req: Request, deps: Pick<Deps, 'now'>): Promise<string | null> {
  const known = await findDevice(req.headers.cookie);
  return known && isStanding(known, deps.now()) ? pageOf(known) : null;
}

const withoutPin = ({ values, errors }: FormState): FormState => ({
  values: { ...values, pin: '' },
  errors,
});

function showPair(res: Response, standing: StandingPairing | null, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(standing ? (rejected ? 422 : 200) : 404).render('checkins/pair', {
    layout: 'bare',
    title: `${rejected ? 'Error: ' : ''}Pair this browser`,
    form,
    place: standing && {
      fair: standing.fair.name,
      desk: standing.desk.name,
      role: standing.pairing.role,
    },
  });
}
