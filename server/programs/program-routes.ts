import { Router, type Response } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { addPrograms } from './add-programs.ts';
import { programsForm } from './program-form.ts';
import { programsOf } from './program-list.ts';
import { Program } from './program-model.ts';

/** Mounted at /fairs/:slug/programs: the list that graduates choose from. */
export function programRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, (_req, res) => showPrograms(res, blankForm()));

  router.post('/', organizersOnly, async (req, res) => {
    const read = readForm(programsForm, req.body);
    if (!read.ok) return showPrograms(res, read.form);
    const added = await addPrograms(fairOf(res)._id, read.data.lines, deps.now());
    const known = read.data.lines.length - added;
    noteNext(res, 'done', `${added} added${known ? `, ${known} stood there already` : ''}.`);
    res.redirect(303, `/fairs/${fairOf(res).slug}/programs`);
  });

  router.post('/:programId/removed', organizersOnly, async (req, res) => {
    const of = { _id: pathId(req, 'programId'), fairId: fairOf(res)._id };
    const gone = await Program.deleteOne(of);
    if (gone.deletedCount === 0) throw new NotFound('That program is not on the list.');
    noteNext(res, 'done', 'Taken off the list. Graduates who chose it keep it.');
    res.redirect(303, `/fairs/${fairOf(res).slug}/programs`);
  });

  return router;
}

async function showPrograms(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  const programs = await programsOf(fairOf(res)._id);
  res.status(rejected ? 422 : 200).render('programs/list', {
    title: `${rejected ? 'Error: ' : ''}Schools and programs`,
    form,
    nav: organizerNav(fairOf(res), 'Settings'),
    programs: programs.map(({ _id, school, name, place }) => ({
      id: String(_id),
      school,
      name,
      place,
    })),
  });
}
