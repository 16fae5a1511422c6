import { Router, type Request, type Response } from 'express';
import { enrollmentOf, representativesOnly } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { employerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { roleByCode, roles } from '../workforce/roles.ts';
import { ehrSystems, systemById } from '../workforce/systems.ts';
import { openingsOf } from './employer-figures.ts';
import { openingForm } from './opening-form.ts';
import { Opening, type OpeningFields } from './opening-model.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId/openings. */
export function openingRoutes(deps: Deps): Router {
  const router = Router();
  const anyone = representativesOnly('owner', 'representative', 'viewer');
  const editors = representativesOnly('owner', 'representative');

  router.get('/', anyone, async (_req, res) => {
    const openings = await openingsOf(enrollmentOf(res)._id);
    res.render('employers/openings', {
      title: 'Openings',
      nav: navOf(res),
      base: baseOf(res),
      openings: openings.map(toRow),
    });
  });

  router.get('/new', editors, (_req, res) => showForm(res, blankForm({ yearsAsked: '0' }), null));

  router.post('/', editors, async (req, res) => {
    const read = readForm(openingForm, req.body);
    if (!read.ok) return showForm(res, read.form, null);
    const { _id: enrollmentId, fairId } = enrollmentOf(res);
    await Opening.create({ ...read.data, enrollmentId, fairId, addedAt: deps.now() });
    noteNext(res, 'done', 'The opening is added.');
    res.redirect(303, baseOf(res));
  });

  router.get('/:openingId', editors, async (req, res) => {
    const opening = await openingIn(req, res);
    showForm(
      res,
      blankForm({ ...opening, rural: opening.rural ? 'yes' : '' }),
      String(opening._id),
    );
  });

  router.post('/:openingId', editors, async (req, res) => {
    const { _id } = await openingIn(req, res);
    const read = readForm(openingForm, req.body);
    if (!read.ok) return showForm(res, read.form, String(_id));
    await Opening.updateOne({ _id }, read.data);
    noteNext(res, 'done', 'Saved.');
    res.redirect(303, baseOf(res));
  });

  router.post('/:openingId/removed', editors, async (req, res) => {
    await Opening.deleteOne({ _id: (await openingIn(req, res))._id });
    noteNext(res, 'done', 'The opening is removed.');
    res.redirect(303, baseOf(res));
  });

  return router;
}

const baseOf = (res: Response) =>
  `/fairs/${fairOf(res).slug}/enrollments/${String(enrollmentOf(res)._id)}/openings`;
const navOf = (res: Response) =>
  employerNav(fairOf(res), String(enrollmentOf(res)._id), 'Openings');

async function openingIn(req: Request, res: Response): Promise<OpeningFields> {
  const of = { _id: pathId(req, 'openingId'), enrollmentId: enrollmentOf(res)._id };
  const found = await Opening.findOne(of).lean<OpeningFields>();
  if (!found) throw new NotFound('There is no such opening.');
  return found;
}

const toRow = (opening: OpeningFields) => ({
  id: String(opening._id),
  title: opening.title,
  roles: opening.roles.map((code) => ({ code, title: roleByCode(code)?.title ?? '' })),
  yearsAsked: opening.yearsAsked,
  required: opening.systemsRequired.map((id) => systemById(id)?.name ?? id),
  trained: opening.systemsTrained.map((id) => systemById(id)?.name ?? id),
  place: opening.place,
  rural: opening.rural,
});

function showForm(res: Response, form: FormState, openingId: string | null): void {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('employers/opening', {
    title: `${rejected ? 'Error: ' : ''}${openingId ? 'Change an opening' : 'New opening'}`,
    form,
    nav: navOf(res),
    base: baseOf(res),
    openingId,
    roles: roles().map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
    systems: ehrSystems().map(({ id, name }) => ({ value: id, label: name })),
  });
}
