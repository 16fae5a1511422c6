import { Router, type Request, type Response } from 'express';
import { accountOf } from '../access/load-account.ts';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { formWithError, readForm } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { wantsJson } from '../web/wants-json.ts';
import { changeVisit } from './change-visit.ts';
import { baseOf, pageOf, readers, writers } from './employer-page.ts';
import { exportVisits } from './export-visits.ts';
import { refusalWords } from './find-holder.ts';
import { whileOpen } from './open-access.ts';
import { recordVisit } from './record-visit.ts';
import { showScanPage } from './scan-page.ts';
import { placeForm, visitForm, type VisitInput } from './visit-form.ts';
import { listVisits, visitListQuery } from './visit-list.ts';
import type { VisitFields } from './visit-model.ts';
import { findVisit, showVisit } from './visit-page.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId/visits. */
export function visitRoutes(deps: Deps): Router {
  const router = Router();
  const open = whileOpen(deps);

  router.get('/', readers, open, async (req, res) => {
    const list = await listVisits(enrollmentOf(res)._id, visitListQuery.parse(req.query));
    res.render('visits/list', { title: 'Visits', ...pageOf(res, 'Visits'), ...list });
  });

  router.get('/export.csv', readers, open, async (_req, res) => {
    const csv = await exportVisits(fairOf(res), enrollmentOf(res));
    res.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="visits-${fairOf(res).slug}.csv"`,
      'Cache-Control': 'private, no-store',
    });
    res.send(csv);
  });

  router.post('/', writers, open, async (req, res) => {
    const code = String(req.body?.code ?? '').slice(0, 200);
    const [fair, enrollment] = [fairOf(res), enrollmentOf(res)];
    const scan = { fair, enrollment, accountId: accountOf(res)._id, code };
    const recorded = await recordVisit(scan, deps);
    if (!('visitId' in recorded))
      return showScanPage(res, formWithError({ code }, 'code', refusalWords[recorded.outcome]));
    if (recorded.outcome === 'met before')
      noteNext(res, 'note', 'You met before: this is the same visit.');
    res.redirect(303, `${baseOf(res)}/visits/${String(recorded.visitId)}`);
  });

  router.get('/:visitId', readers, open, async (req, res) => {
    await showVisit(res, await findVisit(res, pathId(req, 'visitId')));
  });

  router.post('/:visitId', writers, open, async (req, res) => {
    const visit = await findVisit(res, pathId(req, 'visitId'));
    const read = readForm(visitForm, req.body);
    if (!read.ok) return refuse(req, res, visit, read.form.values, read.form.errors);
    await save(req, res, visit, read.data, deps);
  });

  return router;
}

async function save(
  req: Request,
  res: Response,
  visit: VisitFields,
  input: VisitInput,
  deps: Deps,
): Promise<void> {
  const fair = fairOf(res);
  const changed = await changeVisit(fair, visit, input, accountOf(res)._id, deps);
  if (changed.outcome === 'changed meanwhile') return showConflict(req, res, visit);
  if (wantsJson(req))
    return void res.json({
      revision: changed.revision,
      savedAt: wallClock(deps.fairNow(), fair.timeZone).time,
    });
  noteNext(res, 'done', 'Saved.');
  const beside = placeForm.parse(req.body ?? {}).place === 'reader';
  const page = beside ? `graduates/${String(visit.registrationId)}` : `visits/${String(visit._id)}`;
  res.redirect(303, `${baseOf(res)}/${page}`);
}

const MEANWHILE =
  'A colleague changed this visit meanwhile. Yours is kept here: save again to put it in place of theirs.';

/** Keeps what was typed, shows what the colleague wrote, and lets the next save win. */
async function showConflict(req: Request, res: Response, before: VisitFields): Promise<void> {
  const theirs = await findVisit(res, before._id);
  const values = { ...(req.body as Record<string, unknown>), revision: theirs.revision };
  if (wantsJson(req)) return void res.status(409).json({ error: MEANWHILE });
  const form = formWithError(values, 'note', MEANWHILE);
  await showVisit(res, theirs, { status: 409, form, theirs });
}

async function refuse(
  req: Request,
  res: Response,
  visit: VisitFields,
  values: Record<string, unknown>,
  errors: Record<string, string>,
): Promise<void> {
  if (wantsJson(req)) return void res.status(422).json({ error: Object.values(errors)[0] });
  await showVisit(res, visit, { status: 422, form: { values, errors } });
}
