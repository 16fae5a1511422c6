import type { RequestHandler } from 'express';
import { deviceOf } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { wantsJson } from '../web/wants-json.ts';
import { homeOf, queryOf, visitorPage, wordsOf } from './kiosk-page.ts';
import { isOutOfService } from './kiosk-service.ts';
import { forgetVisit } from './kiosk-visit.ts';

/** A kiosk whose printer has failed serves nobody until staff are there. */
export function whileInService(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    if (!(await isOutOfService(deviceOf(res), deps))) return next();
    forgetVisit(req, res);
    const { outOfService, goToDesk } = wordsOf(req);
    if (wantsJson(req))
      return void res.json({ outcome: 'out', word: outOfService, who: '', more: goToDesk });
    if (req.method !== 'GET') return res.redirect(303, homeOf(res) + queryOf(req));
    res.set('Cache-Control', 'no-store').render('checkins/kiosk-out', visitorPage(req, res));
  };
}
