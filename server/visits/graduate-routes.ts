import { Router, type Request, type Response } from 'express';
import type { Types } from 'mongoose';
import { accountOf } from '../access/load-account.ts';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { askConsent } from '../graduates/ask-consent.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { openResume } from '../resumes/open-resume.ts';
import { sendResumeFile } from '../resumes/send-file.ts';
import { NotFound } from '../web/errors.ts';
import { blankForm } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { announceQuestion } from './announce-visit.ts';
import { baseOf, pageOf, readers, writers } from './employer-page.ts';
import { findGraduates } from './find-graduates.ts';
import { addressOf, graduateQuery, searchChoices } from './graduate-query.ts';
import { whileOpen } from './open-access.ts';
import { showReader } from './reader-page.ts';
import { standingFor } from './standing-consent.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId/graduates. */
export function graduateRoutes(deps: Deps): Router {
  const router = Router();
  const open = whileOpen(deps);

  router.get('/', readers, open, async (req, res) => {
    const asked = graduateQuery.parse(req.query);
    res.render('visits/search', {
      title: 'Graduates',
      ...pageOf(res, 'Graduates'),
      ...searchChoices(),
      form: blankForm(asked),
      asked,
      address: addressOf(asked),
      ...(await findGraduates(fairOf(res), enrollmentOf(res), asked, deps.fairNow())),
    });
  });

  router.post('/:registrationId/asked', writers, open, async (req, res) => {
    const enrollment = enrollmentOf(res);
    const registration = await askableIn(res, pathId(req, 'registrationId'));
    const by = accountOf(res)._id;
    const outcome = await askConsent(fairOf(res), enrollment, registration, by, deps);
    if (outcome === 'asked') announceQuestion(fairOf(res), registration._id, deps);
    noteNext(res, 'done', 'Asked. When the answer is yes you find the name and résumé here.');
    res.redirect(303, searchPage(req, res));
  });

  router.get('/:registrationId', readers, open, async (req, res) => {
    const opened = await openFor(req, res, 'page');
    await showReader(res, opened, graduateQuery.parse(req.query));
  });

  router.get('/:registrationId/file', readers, open, async (req, res) => {
    const { resume } = await openFor(req, res, 'file');
    const bytes = resume && (await deps.files.get(resume.file));
    if (!resume || !bytes) throw new NotFound('This graduate has no résumé here.');
    sendResumeFile(res, resume, bytes);
  });

  async function openFor(req: Request, res: Response, what: 'page' | 'file') {
    const id = pathId(req, 'registrationId');
    const opened = await openResume(enrollmentOf(res), accountOf(res)._id, id, what, deps);
    if (!opened)
      throw new NotFound('There is no such graduate, or no consent for you to see them.');
    return opened;
  }

  return router;
}

/** Only who is listed without a name may be asked from the list; whoever asks at the booth stays unlisted. */
async function askableIn(res: Response, _id: Types.ObjectId): Promise<RegistrationFields> {
  const registration = await Registration.findOne({
    _id,
    fairId: fairOf(res)._id,
    state: 'active',
  }).lean<RegistrationFields>();
  const standing = registration && (await standingFor(enrollmentOf(res)._id, registration));
  if (!registration || standing?.sight !== 'limited')
    throw new NotFound('There is nobody to ask behind this button any more.');
  return registration;
}

/** Back to the search from which the button was pressed: its own question and nothing else. */
function searchPage(req: Request, res: Response): string {
  const address = new URLSearchParams(String(req.body?.back ?? '').slice(0, 500));
  return `${baseOf(res)}/graduates?${address.toString()}`;
}
