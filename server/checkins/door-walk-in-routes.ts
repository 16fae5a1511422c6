import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { registrationChoices } from '../graduates/registration-choices.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { newToken } from '../web/tokens.ts';
import { supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { findAlike, isNameTyped, type AlikePerson } from './find-alike.ts';
import { finishWalkIn } from './finish-walk-in.ts';
import { nonceField } from './nonce-field.ts';
import { registerWalkIn } from './register-walk-in.ts';
import { isIn, type ScanResult } from './outcome.ts';
import { typedSoFar, walkInForm } from './walk-in-form.ts';
import { walkedInPage } from './walked-in-page.ts';

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
      return showWalkIn(res, formWithError(typed, 'email', KNOWN), made.people, deps);
    leadToPage(res, String(made.registrationId), made.checkin);
  });

  // While the form is typed. Who is looked for stands in no address and no log, as in the search.
  router.post('/walk-ins/alike', supervisors, async (req, res) => {
    const person = typedSoFar.parse(req.body);
    const people = isNameTyped(person.name)
      ? await findAlike(fairOf(res), person, todayAt(fairOf(res), deps))
      : [];
    res.set('Cache-Control', 'no-store').json({ people });
  });

  router.get('/walk-ins/:registrationId', supervisors, async (req, res) => {
    const registration = await walkInAt(req, res);
    res.set('Cache-Control', 'no-store').render('checkins/walked-in', {
      ...doorBar(deviceOf(res), deps),
      ...(await walkedInPage(deviceOf(res), registration, todayAt(fairOf(res), deps), deps)),
    });
  });

  router.post('/walk-ins/:registrationId/completion', supervisors, async (req, res) => {
    const registration = await walkInAt(req, res);
    const confirmation = { nonce: nonceIn(req), confirmed: true };
    const checkin = await finishWalkIn(registration, confirmation, deviceOf(res), deps);
    leadToPage(res, String(registration._id), checkin);
  });
}

const KNOWN = 'This address is registered already. Check that person in instead';

const nonceIn = (req: Request): string =>
  z
    .object({ nonce: nonceField })
    .catch(() => ({ nonce: newToken() }))
    .parse(req.body).nonce;

function leadToPage(res: Response, registrationId: string, checkin: ScanResult): void {
  // Another desk may have been faster: then the person is here all the same.
  if (!isIn(checkin.outcome))
    noteNext(res, 'wait', `Registered, not checked in yet. ${checkin.text ?? ''}`);
  res.redirect(303, `/desk/${fairOf(res).slug}/walk-ins/${registrationId}`);
}

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
  alike: AlikePerson[],
  deps: Deps,
): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : alike.length ? 409 : 200).render('checkins/walk-in', {
    title: `${rejected ? 'Error: ' : ''}Walk-in`,
    ...doorBar(deviceOf(res), deps),
    form,
    alike,
    known: rejected,
    nonce: form.values.nonce ?? newToken(),
    choices: await registrationChoices(fairOf(res)),
  });
}
