import { Router, type Request, type Response } from 'express';
import { dayWords } from '../../public/js/door-admission.js';
import { organizersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { uploadOf } from '../web/body.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { newToken } from '../web/tokens.ts';
import { isSettled, markFromPaper, previewPaper } from './mark-from-paper.ts';
import { paperDevice } from './paper-device.ts';
import { paperForm, paperListQuery } from './paper-form.ts';
import { paperList } from './paper-list.ts';
import { lineOf, MOST_ROWS, readPaperRows } from './paper-rows.ts';
import { paperPage } from './paper-page.ts';

/** Mounted at /fairs/:slug/paper: lists for a day without devices, and marking afterwards who came. */
export function paperRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, (_req, res) => showPaper(res, startForm(res, deps), {}));

  router.get('/list', organizersOnly, async (req, res) => {
    const fair = fairOf(res);
    const query = paperListQuery.parse(req.query);
    const day = fair.days.find(({ date }) => date === query.day) ?? fair.days[0]!;
    res.set('Cache-Control', 'no-store').render('checkins/paper-list', {
      title: query.by === 'code' ? 'List by code' : 'List by surname',
      layout: 'print',
      back: `/fairs/${fair.slug}/paper`,
      query,
      day: day.date,
      people: await paperList(fair, { ...query, day: day.date }, deps),
    });
  });

  // Without "confirm" this stores nothing: it shows what each line would come to.
  router.post('/marks', organizersOnly, async (req, res) => {
    const read = readForm(paperForm, withFile(req));
    if (!read.ok) return showPaper(res, read.form, {});
    const form = read.data;
    const rows = readPaperRows(form.rows);
    const objection = objectionTo(rows.length, form.day, res);
    if (objection) return showPaper(res, formWithError(form, 'rows', objection), {});
    const { _id, name, email } = accountOf(res);
    const known = await paperDevice(fairOf(res), _id, name || email, deps);
    const day = { ...form, date: form.day, evenAlike: form.evenAlike === 'yes' };
    if (!form.confirm)
      return showPaper(res, blankForm(form), {
        preview: paperPage(await previewPaper(rows, day, known, deps), fairOf(res)),
      });
    const lines = await markFromPaper(rows, day, known, deps);
    const rest = lines.filter((line) => !isSettled(line));
    const left = { ...form, rows: rest.map(lineOf).join('\n'), nonce: newToken() };
    showPaper(res, blankForm(left), { done: paperPage(lines, fairOf(res)) });
  });

  return router;
}

/** A file goes before what was typed: its lines are what the page shows next. */
function withFile(req: Request): Record<string, unknown> {
  const file = uploadOf(req.files, 'file');
  return file ? { ...req.body, rows: file.bytes.toString('utf8') } : req.body;
}

function objectionTo(lines: number, date: string, res: Response): string | undefined {
  if (!fairOf(res).days.some((day) => day.date === date)) return 'Choose a day of the fair';
  if (lines === 0) return 'Enter at least one code, or choose a file';
  return lines > MOST_ROWS ? `Enter ${MOST_ROWS} lines or fewer at once` : undefined;
}

function startForm(res: Response, deps: Deps): FormState {
  const fair = fairOf(res);
  const today = todayAt(fair, deps);
  const day = fair.days.findLast(({ date }) => date <= today) ?? fair.days[0]!;
  return blankForm({ day: day.date, usualTime: day.opens, nonce: newToken() });
}

function showPaper(res: Response, form: FormState, found: object): void {
  const fair = fairOf(res);
  const rejected = Object.keys(form.errors).length > 0;
  res
    .status(rejected ? 422 : 200)
    .set('Cache-Control', 'no-store')
    .render('checkins/paper', {
      title: `${rejected ? 'Error: ' : ''}On paper`,
      nav: organizerNav(fair, 'Door'),
      form,
      nonce: form.values.nonce ?? newToken(),
      days: fair.days.map(({ date }) => ({ value: date, label: dayWords(date) })),
      letters: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((value) => ({ value, label: value })),
      ...found,
    });
}
