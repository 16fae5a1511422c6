import { Router, type Request } from 'express';
import { z } from 'zod';
import { organizersOnly } from '../access/guards.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { replaceBadge } from '../fairs/issue-badge.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { activate, cancelRegistration } from './change-registration.ts';
import { graduatePage } from './graduate-list.ts';
import { mailBadge } from './mail-badge.ts';
import { Registration, type RegistrationFields } from './registration-model.ts';

const PAGE = 50;
const listQuery = z.object({
  state: z.enum(['active', 'pending', 'canceled', 'all']).catch('all'),
  q: z.string().trim().max(80).catch(''),
  page: z.coerce.number().int().min(1).max(4000).catch(1),
});

/** Mounted at /fairs/:slug/graduates: the organizer's list. */
export function graduateListRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, async (req, res) => {
    const query = listQuery.parse(req.query);
    const fair = fairOf(res);
    res.render('graduates/list', {
      title: 'Graduates',
      nav: organizerNav(fair, 'Graduates'),
      query,
      perPage: PAGE,
      ...(await graduatePage(fair._id, query, PAGE)),
    });
  });

  router.post('/:registrationId/canceled', organizersOnly, async (req, res) => {
    const registration = await registrationIn(req, fairOf(res));
    const reason = String(req.body?.reason ?? '')
      .trim()
      .slice(0, 300);
    if (!(await cancelRegistration(fairOf(res), registration, reason, deps)))
      throw new Conflict('This registration was canceled before.');
    noteNext(res, 'done', 'Canceled. The badge no longer opens the door.');
    res.redirect(303, `/fairs/${fairOf(res).slug}/graduates`);
  });

  router.post('/:registrationId/activated', organizersOnly, async (req, res) => {
    const registration = await registrationIn(req, fairOf(res));
    if (!(await activate(fairOf(res), registration, deps, true)))
      throw new Conflict('This registration is not waiting any more.');
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        'Let in from the waiting list. The badge is on its way.',
        'Let in from the waiting list. No email goes out from here: tell them yourself.',
      ),
    );
    res.redirect(303, `/fairs/${fairOf(res).slug}/graduates`);
  });

  router.post('/:registrationId/badge-replaced', organizersOnly, async (req, res) => {
    const registration = await registrationIn(req, fairOf(res));
    const holder = {
      fairId: fairOf(res)._id,
      kind: 'graduate' as const,
      holderId: registration._id,
    };
    const badge = await replaceBadge(holder, deps);
    await mailBadge(fairOf(res), registration, badge, `replaced:${deps.now().getTime()}`, deps);
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        'The old badge is void; the new one is on its way.',
        'The old badge is void. No email goes out from here: print the new one.',
      ),
    );
    res.redirect(303, `/fairs/${fairOf(res).slug}/graduates`);
  });

  router.post('/:registrationId/attention', organizersOnly, async (req, res) => {
    const { _id } = await registrationIn(req, fairOf(res));
    const attention = String(req.body?.attention ?? '')
      .trim()
      .slice(0, 200);
    await Registration.updateOne({ _id }, { attention });
    noteNext(res, 'done', 'Saved. The desk reads it at the next scan.');
    res.redirect(303, `/fairs/${fairOf(res).slug}/graduates`);
  });

  return router;
}

async function registrationIn(req: Request, fair: FairFields): Promise<RegistrationFields> {
  const of = { _id: pathId(req, 'registrationId'), fairId: fair._id };
  const found = await Registration.findOne(of).lean<RegistrationFields>();
  if (!found) throw new NotFound('There is no such registration at this fair.');
  return found;
}
