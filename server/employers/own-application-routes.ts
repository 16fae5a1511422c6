import { Router, type Response } from 'express';
import { trusted } from 'mongoose';
import { enrollmentOf, representativesOnly } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import { organizersToAsk } from '../accounts/team.ts';
import type { Deps } from '../deps.ts';
import { Conflict } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { employerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { factsOf } from './applications.ts';
import { applicationChangeForm, kindOptions, tierOptions } from './application-form.ts';
import { cancelEnrollment } from './decide-enrollment.ts';
import { Employer } from './employer-model.ts';
import { Enrollment } from './enrollment-model.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId/application: what was applied for, and taking it back. */
export function ownApplicationRoutes(deps: Deps): Router {
  const router = Router();
  const owners = representativesOnly('owner');

  router.get('/', owners, async (_req, res) => showForm(res, blankForm(await valuesOf(res))));

  router.post('/', owners, async (req, res) => {
    const read = readForm(applicationChangeForm, req.body);
    if (!read.ok) return showForm(res, read.form);
    const { kind, place, rural, website, about, phone, ...wishes } = read.data;
    const { _id, employerId } = enrollmentOf(res);
    const changed = await Enrollment.updateOne(
      { _id, state: trusted({ $in: ['applied', 'wait-listed'] }) },
      { ...wishes, rural, employerKind: kind, 'contact.phone': phone },
    );
    if (changed.matchedCount === 0)
      throw new Conflict(
        'The organizer has decided meanwhile. Write to them if something must change.',
      );
    await Employer.updateOne({ _id: employerId }, { kind, place, rural, website, about });
    noteNext(res, 'done', 'Saved.');
    res.redirect(303, baseOf(res));
  });

  router.post('/canceled', owners, async (req, res) => {
    if (req.body?.sure !== 'yes') {
      const unsure = 'Tick the box first: canceling cannot be undone';
      return showForm(res, formWithError(await valuesOf(res), 'sure', unsure));
    }
    const done = await cancelEnrollment(
      fairOf(res),
      enrollmentOf(res)._id,
      'Canceled by the employer.',
      deps,
    );
    if (!done) throw new Conflict('This enrollment has ended already.');
    noteNext(res, 'done', 'Your enrollment is canceled. The booth goes to the next employer.');
    res.redirect(303, baseOf(res).replace(/\/application$/, ''));
  });

  return router;
}

const baseOf = (res: Response) =>
  `/fairs/${fairOf(res).slug}/enrollments/${String(enrollmentOf(res)._id)}/application`;

async function valuesOf(res: Response): Promise<Record<string, unknown>> {
  const enrollment = enrollmentOf(res);
  const employer = await Employer.findById(enrollment.employerId).lean().orFail();
  const yes = (value: boolean) => (value ? 'yes' : '');
  return {
    kind: employer.kind,
    place: employer.place,
    rural: yes(enrollment.rural),
    website: employer.website,
    about: employer.about,
    phone: enrollment.contact.phone,
    tierWish: enrollment.tierWish,
    needsPower: yes(enrollment.needsPower),
    needsAccessible: yes(enrollment.needsAccessible),
    boothWishes: enrollment.boothWishes.join(', '),
    notBeside: enrollment.notBeside.join('\n'),
  };
}

async function showForm(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  const enrollment = enrollmentOf(res);
  const { state, _id, employerName } = enrollment;
  const ended = state === 'declined' || state === 'canceled';
  res.status(rejected ? 422 : 200).render('employers/application', {
    title: `${rejected ? 'Error: ' : ''}Your application`,
    form,
    nav: employerNav(fairOf(res), String(_id), 'Overview', ended),
    base: baseOf(res),
    employer: employerName,
    state,
    changeable: state === 'applied' || state === 'wait-listed',
    ended,
    kinds: kindOptions,
    tiers: tierOptions,
    ...(state === 'accepted' && {
      ...factsOf(enrollment, await Employer.findById(enrollment.employerId).lean()),
      organizers: await organizersToAsk(enrollment.fairId),
    }),
  });
}
