import type { Response, Router } from 'express';
import { practiceNumber } from '../../public/js/practice-code.js';
import { practiceScan, practiceTeam, practiceUndo } from '../../public/js/practice-judge.js';
import type { Marks } from '../../public/js/practice-judge.js';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { decoderAddress } from './decoder-files.ts';
import { atTheDoor } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import type { ScanResult } from './outcome.ts';
import { practiceForm, writeMarks, type PracticeInput } from './practice-form.ts';
import { practiceBadges, practiceSheet, practiceTasks } from './practice-page.ts';
import { verdictPage } from './verdict-page.ts';

/**
 * Below /desk/:slug: a device practices on badges of people who do not exist. Nothing here asks the store about a badge
 * or writes to it: what has happened lies in the page.
 */
export function addPracticeRoutes(router: Router, deps: Deps): void {
  router.get('/practice', atTheDoor, (_req, res) => showPractice(res, blankForm(), {}, deps));

  router.post('/practice', atTheDoor, (req, res) => {
    const read = readForm(practiceForm, req.body);
    const input = read.ok ? read.data : practiceForm.parse({});
    if (input.act === 'undo') return showUndone(res, input, deps);
    if (!input.code) return showPractice(res, nothingTyped, input.marks, deps);
    const { result, marks } = answerTo(input, fairOf(res).timeZone);
    showAnswer(res, input, result as ScanResult, marks);
  });

  router.get('/practice/badges', atTheDoor, (_req, res) => {
    res.render('checkins/practice-badges', {
      layout: 'print',
      title: 'Badges to practice with',
      back: addressOf(res),
      badges: practiceSheet(),
    });
  });
}

const nothingTyped: FormState = { values: {}, errors: { code: 'Scan a badge or type its code' } };
const addressOf = (res: Response) => `/desk/${fairOf(res).slug}/practice`;

function answerTo({ act, code, confirmed, offline, marks }: PracticeInput, timeZone: string) {
  const now = new Date();
  if (act === 'team') return practiceTeam(practiceNumber(code) ?? '', marks, now);
  const practice = { marks, offline: offline === 'yes', timeZone };
  return practiceScan({ code, confirmed: confirmed === 'yes', now }, practice);
}

function showAnswer(res: Response, input: PracticeInput, result: ScanResult, marks: Marks): void {
  const known = deviceOf(res);
  const page = verdictPage(result, { code: input.code }, known);
  res.set('Cache-Control', 'no-store').render('checkins/practice-result', {
    layout: 'door',
    ...page,
    title: `Practice: ${page.title}`,
    at: addressOf(res),
    marks: writeMarks(marks),
  });
}

function showUndone(res: Response, { code, marks }: PracticeInput, deps: Deps): void {
  const undone = practiceUndo(practiceNumber(code) ?? '', marks);
  showPractice(res, blankForm(), undone.marks, deps, undone.result.text);
}

function showPractice(
  res: Response,
  form: FormState,
  marks: Marks,
  deps: Deps,
  said?: string,
): void {
  const known = deviceOf(res);
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).set('Cache-Control', 'no-store');
  res.render('checkins/practice', {
    ...doorBar(known, deps),
    title: `${rejected ? 'Error: ' : ''}Practice at ${known.desk.name}`,
    form,
    said,
    at: addressOf(res),
    marks: writeMarks(marks),
    decoder: decoderAddress(),
    tasks: practiceTasks,
    badges: practiceBadges(),
  });
}
