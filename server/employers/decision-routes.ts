import { Router, type Request, type Response } from 'express';
import { isValidObjectId, Types } from 'mongoose';
import { z } from 'zod';
import { organizersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { Conflict, NotFound, Unprocessable } from '../web/errors.ts';
import { blankForm, readForm, toList, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { applicationPage, listApplications, listQuery } from './applications.ts';
import { cancelEnrollment, decideEnrollment } from './decide-enrollment.ts';
import { Enrollment, tiers, type EnrollmentFields } from './enrollment-model.ts';

const decisionForm = z
  .object({
    to: z.enum(['accepted', 'wait-listed', 'declined'], 'Choose a decision'),
    tier: z.enum(tiers, 'Choose a booth').default('standard'),
    reason: z.string().trim().max(500, 'Use 500 characters or fewer').default(''),
  })
  .refine((form) => form.to !== 'declined' || form.reason !== '', {
    path: ['reason'],
    message: 'Say why: the employer reads it in the mail',
  });

/** Mounted at /fairs/:slug/applications: the organizer reads and decides. */
export function decisionRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, async (req, res) => {
    const query = listQuery.parse(req.query);
    res.render('employers/applications', {
      title: 'Employers',
      nav: organizerNav(fairOf(res), 'Employers'),
      query,
      ...(await listApplications(fairOf(res)._id, query)),
    });
  });

  router.post('/accepted', organizersOnly, async (req, res) => {
    const ids = toList(req.body?.ids)
      .map(String)
      .filter((id) => isValidObjectId(id));
    if (ids.length === 0)
      throw new Unprocessable('Tick at least one application first. Nothing was changed.');
    let accepted = 0;
    for (const id of ids.slice(0, 500)) {
      const wish = await Enrollment.findOne({
        _id: new Types.ObjectId(id),
        fairId: fairOf(res)._id,
      }).lean();
      const decision = { to: 'accepted' as const, tier: wish?.tierWish ?? 'standard', reason: '' };
      const done =
        wish && (await decideEnrollment(fairOf(res), wish._id, decision, accountOf(res)._id, deps));
      if (done) accepted += 1;
    }
    noteNext(res, 'done', `${accepted} of ${ids.length} accepted.${mailWords(deps)}`);
    res.redirect(303, `/fairs/${fairOf(res).slug}/applications`);
  });

  router.get('/:enrollmentId', organizersOnly, async (req, res) => {
    const enrollment = await enrollmentIn(req, res);
    await showApplication(
      res,
      enrollment,
      blankForm({ tier: enrollment.tier, reason: enrollment.reason }),
    );
  });

  router.post('/:enrollmentId', organizersOnly, async (req, res) => {
    const enrollment = await enrollmentIn(req, res);
    const read = readForm(decisionForm, req.body);
    if (!read.ok) return showApplication(res, enrollment, read.form);
    const done = await decideEnrollment(
      fairOf(res),
      enrollment._id,
      read.data,
      accountOf(res)._id,
      deps,
    );
    if (!done) throw new Conflict('This application is in another state by now. Reload the page.');
    noteNext(res, 'done', `${enrollment.employerName}: ${read.data.to}.${mailWords(deps)}`);
    res.redirect(303, `/fairs/${fairOf(res).slug}/applications`);
  });

  router.post('/:enrollmentId/canceled', organizersOnly, async (req, res) => {
    const enrollment = await enrollmentIn(req, res);
    const reason = String(req.body?.reason ?? '')
      .trim()
      .slice(0, 500);
    if (!(await cancelEnrollment(fairOf(res), enrollment._id, reason, deps)))
      throw new Conflict('This enrollment has ended already.');
    noteNext(res, 'done', `${enrollment.employerName}: canceled. The booth is free.`);
    res.redirect(303, `/fairs/${fairOf(res).slug}/applications`);
  });

  return router;
}

const mailWords = (deps: Deps): string =>
  ifMailed(deps, ' Mail is on its way.', ' No email goes out from here: tell them yourself.');

async function enrollmentIn(req: Request, res: Response): Promise<EnrollmentFields> {
  const _id = pathId(req, 'enrollmentId');
  const of = { _id, fairId: fairOf(res)._id };
  const found = await Enrollment.findOne(of).lean<EnrollmentFields>();
  if (!found) throw new NotFound('There is no such application at this fair.');
  return found;
}

async function showApplication(
  res: Response,
  enrollment: EnrollmentFields,
  form: FormState,
): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('employers/decide', {
    title: `${rejected ? 'Error: ' : ''}${enrollment.employerName}`,
    form,
    nav: organizerNav(fairOf(res), 'Employers'),
    ...(await applicationPage(enrollment)),
  });
}
