import { Router, type Response } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { Conflict, NotFound, Unprocessable } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { addDesk, renameDesk } from './change-desks.ts';
import { deskForm, pairingForm } from './desk-form.ts';
import { desksOf } from './desks.ts';
import { makePairing } from './pair-device.ts';
import { pairingPage } from './pairing-page.ts';
import { revokeDevice } from './revoke-device.ts';

const TAKEN = 'There is a desk of this name already';

/** Mounted at /fairs/:slug/desks: the organizer's list of desks and devices. */
export function deskRoutes(deps: Deps): Router {
  const router = Router();
  const listAt = (res: Response) => `/fairs/${fairOf(res).slug}/desks`;

  router.get('/', organizersOnly, (_req, res) => showDesks(res, blankForm(), deps));

  router.post('/', organizersOnly, async (req, res) => {
    const read = readForm(deskForm, req.body);
    if (!read.ok) return showDesks(res, read.form, deps);
    const added = await addDesk(fairOf(res)._id, read.data.name, deps);
    if (added === 'name taken')
      return showDesks(res, formWithError(read.data, 'name', TAKEN), deps);
    noteNext(res, 'done', 'Added. Pair a device to it next.');
    res.redirect(303, listAt(res));
  });

  router.post('/:deskId/name', organizersOnly, async (req, res) => {
    const read = readForm(deskForm, req.body);
    if (!read.ok) throw new Unprocessable(read.form.errors.name ?? 'Enter a name for the desk');
    const at = { fairId: fairOf(res)._id, deskId: pathId(req, 'deskId') };
    const renamed = await renameDesk(at, read.data.name, deps);
    if (renamed === 'no such desk') throw new NotFound('There is no such desk at this fair.');
    if (renamed === 'name taken') throw new Conflict(`${TAKEN}.`);
    noteNext(res, 'done', 'Renamed.');
    res.redirect(303, listAt(res));
  });

  // Answered at once: the link is shown this one time and kept nowhere.
  router.post('/:deskId/pairings', organizersOnly, async (req, res) => {
    const read = readForm(pairingForm, req.body);
    if (!read.ok) throw new Unprocessable('Choose steward, supervisor or kiosk.');
    const at = { fairId: fairOf(res)._id, deskId: pathId(req, 'deskId'), ...read.data };
    const made = await makePairing(at, accountOf(res)._id, deps);
    if (!made) throw new NotFound('There is no such desk at this fair.');
    res.set('Cache-Control', 'no-store').render('checkins/pairing', {
      title: 'Pair a device',
      nav: organizerNav(fairOf(res), 'Door'),
      role: read.data.role,
      expiresAt: made.expiresAt,
      ...pairingPage(made.token, deps),
    });
  });

  router.post('/devices/:deviceId/revoked', organizersOnly, async (req, res) => {
    const at = { fairId: fairOf(res)._id, deviceId: pathId(req, 'deviceId') };
    if (!(await revokeDevice(at, deps)))
      throw new Conflict('This device has no access any more, or is not of this fair.');
    noteNext(res, 'done', 'Revoked. That browser can do nothing any more.');
    res.redirect(303, listAt(res));
  });

  return router;
}

async function showDesks(res: Response, form: FormState, deps: Deps): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('checkins/desks', {
    title: `${rejected ? 'Error: ' : ''}Door`,
    nav: organizerNav(fairOf(res), 'Door'),
    form,
    blank: blankForm(),
    desks: await desksOf(fairOf(res)._id, deps.now()),
  });
}
