import { Router } from 'express';
import { trusted } from 'mongoose';
import { z } from 'zod';
import { fairOf } from '../access/load-fair.ts';
import { registrantOnly, registrationOf } from '../access/load-registration.ts';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { NotFound, Unprocessable } from '../web/errors.ts';
import { graduateNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { answerEmployer, changeConsent } from './change-consent.ts';
import { ConsentRecord } from './consent-record-model.ts';
import { ConsentRequest } from './consent-request-model.ts';
import { consentOptions } from './registration-choices.ts';
import { consentChoices, type RegistrationFields } from './registration-model.ts';

/** Mounted at /fairs/:slug/registration/consent: who may see what, who asked, and what was answered. */
export function consentRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', registrantOnly, async (_req, res) => {
    const registration = registrationOf(res);
    res.render('graduates/consent', {
      title: 'Who sees what',
      nav: graduateNav(fairOf(res), 'Who sees what'),
      form: { values: { consent: registration.consent }, errors: {} },
      consents: consentOptions,
      ...(await employersOf(registration)),
    });
  });

  router.post('/', registrantOnly, async (req, res) => {
    const choice = z.enum(consentChoices).safeParse(req.body?.consent);
    if (!choice.success) throw new Unprocessable('Choose one of the three answers.');
    await changeConsent(registrationOf(res), choice.data, 'own-page', deps);
    noteNext(res, 'done', 'Saved. It counts from now on, also for pages that are open.');
    res.redirect(303, `/fairs/${fairOf(res).slug}/registration/consent`);
  });

  router.post('/:enrollmentId', registrantOnly, async (req, res) => {
    const answer = z.enum(['yes', 'no']).safeParse(req.body?.answer);
    if (!answer.success) throw new Unprocessable('Answer yes or no.');
    const of = { _id: pathId(req, 'enrollmentId'), fairId: fairOf(res)._id };
    if (!(await Enrollment.exists(of))) throw new NotFound('That employer is not at this fair.');
    await answerEmployer(registrationOf(res), of._id, answer.data, 'own-page', deps);
    noteNext(
      res,
      'done',
      answer.data === 'yes' ? 'They may read your résumé now.' : 'They see nothing of you now.',
    );
    res.redirect(303, `/fairs/${fairOf(res).slug}/registration/consent`);
  });

  return router;
}

/** Open questions of employers, and the answers that stand. */
async function employersOf({ _id }: RegistrationFields) {
  const [requests, answers] = await Promise.all([
    ConsentRequest.find({ registrationId: _id, answer: null }).sort({ _id: -1 }).limit(200).lean(),
    ConsentRecord.find({
      registrationId: _id,
      enrollmentId: trusted({ $ne: null }),
      withdrawnAt: null,
    })
      .limit(500)
      .lean(),
  ]);
  const ids = [...requests, ...answers].map((each) => each.enrollmentId);
  const enrollments = await Enrollment.find({ _id: trusted({ $in: ids }) }).lean();
  const names = new Map(enrollments.map((each) => [String(each._id), each.employerName]));
  const nameOf = (id: unknown) => names.get(String(id)) ?? 'An employer';
  return {
    requests: requests.map((each) => ({
      enrollmentId: String(each.enrollmentId),
      employer: nameOf(each.enrollmentId),
      askedAt: each.askedAt,
    })),
    answers: answers.map((each) => ({
      enrollmentId: String(each.enrollmentId),
      employer: nameOf(each.enrollmentId),
      yes: each.choice === 'yes',
      since: each.since,
    })),
  };
}
