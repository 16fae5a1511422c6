import { Router, type Response } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { Conflict, NotFound, Unprocessable } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { keepZone, zoneForm } from './change-zones.ts';
import { zonesOf } from './zones.ts';

const TAKEN = 'There is a zone of this name already';

/** Mounted at /fairs/:slug/zones: the organizer's list of workshops and other parts that people enter and leave. */
export function zoneRoutes(deps: Deps): Router {
  const router = Router();
  const listAt = (res: Response) => `/fairs/${fairOf(res).slug}/zones`;

  router.get('/', organizersOnly, (_req, res) => showZones(res, blankForm(), deps));

  router.post('/', organizersOnly, async (req, res) => {
    const read = readForm(zoneForm, req.body);
    if (!read.ok) return showZones(res, read.form, deps);
    const kept = await keepZone({ fairId: fairOf(res)._id }, read.data, deps);
    if (kept === 'name taken') return showZones(res, formWithError(req.body, 'name', TAKEN), deps);
    noteNext(res, 'done', 'Added. Desks find it under “Zones”.');
    res.redirect(303, listAt(res));
  });

  router.post('/:zoneId', organizersOnly, async (req, res) => {
    const read = readForm(zoneForm, req.body);
    if (!read.ok) throw new Unprocessable(Object.values(read.form.errors)[0] ?? 'Look again.');
    const at = { fairId: fairOf(res)._id, zoneId: pathId(req, 'zoneId') };
    const kept = await keepZone(at, read.data, deps);
    if (kept === 'no such zone') throw new NotFound('There is no such zone at this fair.');
    if (kept === 'name taken') throw new Conflict(`${TAKEN}.`);
    noteNext(res, 'done', 'Saved.');
    res.redirect(303, listAt(res));
  });

  return router;
}

async function showZones(res: Response, form: FormState, deps: Deps): Promise<void> {
  const fair = fairOf(res);
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('checkins/zones', {
    title: `${rejected ? 'Error: ' : ''}Zones`,
    nav: organizerNav(fair, 'Door'),
    form,
    blank: blankForm(),
    zones: await zonesOf(fair._id, todayAt(fair, deps)),
  });
}
