import { Router, type Response } from 'express';
import { fairOf } from '../access/load-fair.ts';
import { registrantOnly, registrationOf } from '../access/load-registration.ts';
import type { Deps } from '../deps.ts';
import { uploadOf } from '../web/body.ts';
import { NotFound } from '../web/errors.ts';
import { blankForm, formWithError, type FormState } from '../web/form.ts';
import { graduateNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { keepResume, removeResume } from './keep-resume.ts';
import { viewsOf } from './open-resume.ts';
import { Resume, type ResumeFields } from './resume-model.ts';
import { sendResumeFile } from './send-file.ts';

/** Mounted at /fairs/:slug/registration/resume. */
export function ownResumeRoutes(deps: Deps): Router {
  const router = Router();
  const here = (res: Response) => `/fairs/${fairOf(res).slug}/registration/resume`;

  router.get('/', registrantOnly, (_req, res) => showPage(res, blankForm()));

  router.post('/', registrantOnly, async (req, res) => {
    const file = uploadOf(req.files, 'resume');
    if (!file) return showPage(res, formWithError({}, 'resume', 'Choose a PDF or Word file first'));
    const kept = await keepResume(registrationOf(res), file, deps);
    if (!kept.ok) return showPage(res, formWithError({}, 'resume', kept.sentence));
    if (kept.textFound) noteNext(res, 'done', 'Your résumé is stored.');
    else
      noteNext(
        res,
        'wait',
        'Your résumé is stored, but no text was found in it: employers can open it, not find it by search. A PDF saved from your word processor works better than a scan.',
      );
    res.redirect(303, here(res));
  });

  router.post('/removed', registrantOnly, async (_req, res) => {
    await removeResume(registrationOf(res)._id, deps);
    noteNext(res, 'done', 'Your résumé is deleted.');
    res.redirect(303, here(res));
  });

  router.get('/file', registrantOnly, async (_req, res) => {
    const resume = await resumeOf(res);
    const bytes = resume && (await deps.files.get(resume.file));
    if (!resume || !bytes) throw new NotFound('You have not uploaded a résumé yet.');
    sendResumeFile(res, resume, bytes);
  });

  return router;
}

const resumeOf = (res: Response) =>
  Resume.findOne({ registrationId: registrationOf(res)._id }).lean<ResumeFields>();

async function showPage(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  const [resume, views] = await Promise.all([resumeOf(res), viewsOf(registrationOf(res)._id)]);
  res.status(rejected ? 422 : 200).render('resumes/own', {
    title: `${rejected ? 'Error: ' : ''}Your résumé`,
    form,
    nav: graduateNav(fairOf(res), 'Résumé'),
    views,
    consent: registrationOf(res).consent,
    resume: resume && {
      kind: resume.kind === 'pdf' ? 'PDF' : 'Word',
      pages: resume.pages,
      kilobytes: Math.ceil(resume.bytes / 1024),
      uploadedAt: resume.uploadedAt,
      beginning: resume.text.slice(0, 400),
    },
  });
}
