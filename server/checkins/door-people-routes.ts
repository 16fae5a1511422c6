import type { Request, Response, Router } from 'express';
import { z } from 'zod';
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
import { searchEmployers } from './search-employers.ts';
import { searchRegistrations, type FoundGraduate } from './search-registrations.ts';
import { wordsOf } from './search-words.ts';
import { undoCheckin } from './undo-checkin.ts';
import { walkInForm } from './walk-in-form.ts';

const query = z.object({ q: z.string().trim().max(120).catch('') });
const undone = z.object({ why: z.string().trim().min(1).max(300) });

/** Below /desk/:slug, for supervisors: the search and walk-ins. */
export function addPeopleRoutes(router: Router, deps: Deps): void {
  const todayOf = (res: Response) => wallClock(deps.fairNow(), fairOf(res).timeZone).date;

  router.get('/search', supervisors, (_req, res) => showSearch(res, '', deps));

  // What is looked for is a person: it is sent as a form, so that it stands in no address and no log.
  router.post('/search', supervisors, async (req, res) => {
    const { q } = query.parse(req.body ?? {});
    const fairId = fairOf(res)._id;
    const [graduates, employers] = await Promise.all([
      searchRegistrations(fairId, q, todayOf(res)),
      searchEmployers(fairId, q, todayOf(res)),
    ]);
    showSearch(res, q, deps, { graduates, employers });
  });

  router.post('/arrivals/:registrationId/undone', supervisors, async (req, res) => {
    const why = undone.safeParse(req.body);
    if (!why.success) throw new Conflict('Say why this arrival is undone.');
    const registrationId = String(pathId(req, 'registrationId'));
    const done = await undoCheckin({ registrationId, ...why.data }, deviceOf(res), deps);
    noteNext(res, done.ok ? 'done' : 'stop', done.text ?? '');
    res.redirect(303, `/desk/${fairOf(res).slug}/search`);
  });

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
    const here = await isHere([registration._id], todayOf(res));
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

function showSearch(res: Response, q: string, deps: Deps, found?: object): void {
  res.set('Cache-Control', 'no-store').render('checkins/search', {
    title: 'Search',
    ...doorBar(deviceOf(res), deps),
    q,
    tooShort: q !== '' && wordsOf(q).length === 0,
    ...found,
  });
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
