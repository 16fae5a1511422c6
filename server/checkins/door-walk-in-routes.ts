import type { Request, Response, Router } from 'express';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { badgeCard } from '../graduates/badge-card.ts';
import { registrationChoices } from '../graduates/registration-choices.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { newToken } from '../web/tokens.ts';
import { isHere } from './arrivals.ts';
import { supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { isAdmission } from './outcome.ts';
import { registerWalkIn } from './register-walk-in.ts';
import type { FoundGraduate } from './search-registrations.ts';
import { walkInForm } from './walk-in-form.ts';

/** Below /desk/:slug, for supervisors: registering somebody who comes without a registration. */
export function addWalkInRoutes(router: Router, deps: Deps): void {
  router.get('/walk-ins/new', supervisors, (_req, res) => showWalkIn(res, blankForm(), [], deps));

  router.post('/walk-ins', supervisors, async (req, res) => {
    const read = readForm(walkInForm, req.body);
    if (!read.ok) return showWalkIn(res, read.form, [], deps);
    const typed = req.body as Record<string, unknown>;
    const made = await registerWalkIn(read.data, deviceOf(res), deps);
    if (made.outcome === 'doors closed')
      throw new Conflict('The fair is not live today: nobody can be registered at the door.');
    if (made.outcome === 'alike') return showWalkIn(res, blankForm(typed), made.people, deps);
    if (made.outcome === 'already registered')
      return showWalkIn(res, formWithError(typed, 'email', KNOWN), [], deps);
    if (!isAdmission(made.checkin.outcome))
      noteNext(res, 'wait', `Registered, not checked in yet. ${made.checkin.text ?? ''}`);
    res.redirect(303, `/desk/${fairOf(res).slug}/walk-ins/${String(made.registrationId)}`);
  });

  router.get('/walk-ins/:registrationId', supervisors, async (req, res) => {
    const registration = await walkInAt(req, res);
    const badge = await currentBadge(registration._id, deps);
    const here = await isHere(
      [registration._id],
      wallClock(deps.fairNow(), fairOf(res).timeZone).date,
    );
    res.set('Cache-Control', 'no-store').render('checkins/walked-in', {
      title: 'Walk-in',
      ...doorBar(deviceOf(res), deps),
      registrationId: String(registration._id),
      name: registration.name,
      hasMail: registration.email !== '',
      since: here.get(String(registration._id)),
      card: badge && badgeCard(fairOf(res), registration, badge),
    });
  });
}

const KNOWN = 'This address is registered already. Find the person by the search';

async function walkInAt(req: Request, res: Response): Promise<RegistrationFields> {
  const found = await Registration.findOne({
    _id: pathId(req, 'registrationId'),
    fairId: fairOf(res)._id,
    walkIn: true,
  }).lean<RegistrationFields>();
  if (!found) throw new NotFound('There is no such walk-in at this fair.');
  return found;
}

async function showWalkIn(
  res: Response,
  form: FormState,
  alike: FoundGraduate[],
  deps: Deps,
): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : alike.length ? 409 : 200).render('checkins/walk-in', {
    title: `${rejected ? 'Error: ' : ''}Walk-in`,
    ...doorBar(deviceOf(res), deps),
    form,
    alike,
    nonce: form.values.nonce ?? newToken(),
    choices: await registrationChoices(fairOf(res)),
  });
}
