import type { Request, Response, Router } from 'express';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { answerAtDesk, putOffQuestions } from '../graduates/answer-at-desk.ts';
import { consentOptions, registrationChoices } from '../graduates/registration-choices.ts';
import { Forbidden, NotFound } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { atTheDoor } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { questionForm } from './question-form.ts';
import {
  offersAfter,
  ownScan,
  printAfter,
  questionsAfter,
  type Questions,
  type ScanOfSomebody,
} from './questions.ts';

/** Below /desk/:slug: what is asked of somebody who is in already. Nothing here lets anybody in or keeps anybody out. */
export function addQuestionRoutes(router: Router, deps: Deps): void {
  router.get('/checkins/:scanId/offers.json', atTheDoor, async (req, res) => {
    const offers = await offersAfter(pathId(req, 'scanId'), deviceOf(res), deps);
    res.set('Cache-Control', 'no-store').json(offers);
  });

  router.get('/checkins/:scanId/questions', atTheDoor, async (req, res) =>
    showQuestions(req, res, await asked(req, res, deps), blankForm(), deps),
  );

  router.post('/checkins/:scanId/questions', atTheDoor, async (req, res) => {
    const open = await asked(req, res, deps);
    const read = readForm(questionForm(open.questions), req.body);
    if (!read.ok) return showQuestions(req, res, open, read.form, deps);
    const { answers, skipped } = read.data;
    if (Object.keys(answers).length > 0) await answerAtDesk(open.registration, answers, deps);
    await putOffQuestions(open.registration._id, skipped, today(res, deps), deps);
    await goOn(res, open, 'The answers are kept.');
  });

  router.post('/checkins/:scanId/questions/put-off', atTheDoor, async (req, res) => {
    const open = await asked(req, res, deps);
    const { registration, questions } = open;
    const mayWait = deviceOf(res).device.role === 'supervisor';
    if (!mayWait && questions.some(({ required }) => required))
      throw new Forbidden('Only a supervisor may put off what must be answered.');
    const names = questions.map(({ question }) => question);
    await putOffQuestions(registration._id, names, today(res, deps), deps);
    await goOn(res, open, 'Put off for today.');
  });
}

const today = (res: Response, deps: Deps) => ({
  day: todayAt(fairOf(res), deps),
  deviceId: deviceOf(res).device._id,
});

/** What is asked, and the scan after which it is. */
interface Asked extends Questions {
  scan: ScanOfSomebody;
}

async function asked(req: Request, res: Response, deps: Deps): Promise<Asked> {
  const scan = await ownScan(pathId(req, 'scanId'), deviceOf(res));
  const open = scan && (await questionsAfter(scan, deviceOf(res), deps));
  if (!open) throw new NotFound('Nobody is here by that scan of this device.');
  return { ...open, scan };
}

/** To the badge where one is printed before anything else: the questions stood in front of its button. */
async function goOn(res: Response, { registration, scan }: Asked, text: string): Promise<void> {
  const print = await printAfter(scan, deviceOf(res));
  noteNext(res, 'done', text);
  const desk = `/desk/${fairOf(res).slug}`;
  res.redirect(303, print === 'first' ? `${desk}/badges/${String(registration._id)}` : desk);
}

async function showQuestions(
  req: Request,
  res: Response,
  { registration, questions }: Questions,
  form: FormState,
  deps: Deps,
): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  const supervisor = deviceOf(res).device.role === 'supervisor';
  res
    .status(rejected ? 422 : 200)
    .set('Cache-Control', 'no-store')
    .render('checkins/questions', {
      title: `${rejected ? 'Error: ' : ''}Questions`,
      ...doorBar(deviceOf(res), deps),
      form,
      name: registration.preferredName || registration.name,
      ask: Object.fromEntries(questions.map(({ question, required }) => [question, { required }])),
      at: `/desk/${fairOf(res).slug}/checkins/${String(pathId(req, 'scanId'))}/questions`,
      mayWait: supervisor || questions.every(({ required }) => !required),
      must: questions.some(({ required }) => required),
      roles: (await registrationChoices(fairOf(res))).roles,
      consents: consentOptions,
      resumes: resumeOptions,
    });
}

const resumeOptions = [
  { value: 'later', label: 'Yes, they add it from their own page' },
  { value: 'none', label: 'No résumé' },
];
