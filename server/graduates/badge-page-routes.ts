import { Router, type Request } from 'express';
import { isValidObjectId, Types } from 'mongoose';
import { anyone } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { NotFound } from '../web/errors.ts';
import { noteNext } from '../web/notices.ts';
import { secretPage } from '../web/security-headers.ts';
import { sameToken } from '../web/tokens.ts';
import { badgeCard } from './badge-card.ts';
import { badgePageEnds, badgePath } from './badge-links.ts';
import { mailBadge } from './mail-badge.ts';
import { Registration, type RegistrationFields } from './registration-model.ts';

/** Mounted at /badge: the page behind the badge mail's link. Shows the badge and "send again", nothing else. */
export function badgePageRoutes(deps: Deps): Router {
  const router = Router();
  router.use(secretPage);

  router.get('/:registrationId/:signature', anyone, async (req, res) => {
    const { fair, registration } = await holderOf(req, deps);
    const badge = await currentBadge(registration._id, deps);
    res.render('graduates/badge-page', {
      title: 'Your badge',
      layout: 'bare',
      fairName: fair.name,
      card: badge && registration.state !== 'canceled' && badgeCard(fair, registration, badge),
      state: registration.state,
      ownPage: `/fairs/${fair.slug}/registration`,
    });
  });

  router.post('/:registrationId/:signature', anyone, async (req, res) => {
    const { fair, registration } = await holderOf(req, deps);
    const badge = await currentBadge(registration._id, deps);
    const minute = Math.floor(deps.now().getTime() / 60_000);
    if (badge && registration.state !== 'canceled')
      await mailBadge(fair, registration, badge, `again:${minute}`, deps);
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        'The badge is on its way to the mailbox it was registered with.',
        'This fair sends no email: show this page at the door.',
      ),
    );
    res.redirect(303, badgePath(deps, String(registration._id)));
  });

  return router;
}

async function holderOf(req: Request, deps: Deps) {
  const registrationId = String(req.params.registrationId);
  const right = sameToken(req.originalUrl, badgePath(deps, registrationId));
  if (!isValidObjectId(registrationId) || !right) throw gone();
  const registration = await Registration.findById(
    new Types.ObjectId(registrationId),
  ).lean<RegistrationFields>();
  const fair = registration && (await Fair.findById(registration.fairId).lean<FairFields>());
  if (!fair || badgePageEnds(fair) < deps.fairNow()) throw gone();
  return { fair, registration };
}

const gone = () => new NotFound('This badge link is not valid, or the fair is over.');
