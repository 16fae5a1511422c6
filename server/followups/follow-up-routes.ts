import { Router, type Request, type Response } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { ifMailed } from '../mail/if-mailed.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { blankForm, readForm } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { audienceWords } from './audience-words.ts';
import { cancelFollowUp } from './cancel-follow-up.ts';
import { audienceForm, followUpForm } from './follow-up-form.ts';
import { draftOnly, followUpIn, LEFT } from './find-follow-up.ts';
import type { Audience, FollowUpFields } from './follow-up-model.ts';
import { baseOf, pageOf, showForm, showList, showPreview } from './follow-up-pages.ts';
import { progressQuery, showProgress } from './follow-up-progress.ts';
import { subjectInShort } from './placeholders.ts';
import { sendFollowUp, type Sent } from './send-follow-up.ts';
import { sendTest } from './send-test.ts';
import { startingTexts } from './starting-texts.ts';
import { rewriteFollowUp, writeFollowUp } from './write-follow-up.ts';

/** Mounted at /fairs/:slug/follow-ups: choose, write, check, send, and watch it leave. */
export function followUpRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, (_req, res) => showList(res, deps));

  router.get('/new', organizersOnly, (req, res) => {
    const audience = audienceIn(req.query);
    const text = startingTexts[audience][Number(req.query.text ?? 0)] ?? { subject: '', body: '' };
    showForm(res, audience, blankForm({ subject: text.subject, body: text.body }), deps);
  });

  router.post('/', organizersOnly, async (req, res) => {
    const audience = audienceIn(req.body);
    const read = readForm(followUpForm, req.body);
    if (!read.ok) return showForm(res, audience, read.form, deps);
    const id = await writeFollowUp(fairOf(res)._id, read.data, accountOf(res)._id, deps);
    res.redirect(303, `${baseOf(res)}/${String(id)}`);
  });

  router.get('/:followUpId', organizersOnly, async (req, res) => {
    const followUp = await followUpIn(req, res);
    if (followUp.state === 'draft') return showPreview(res, followUp, deps);
    const words = wordsOf(followUp, fairOf(res).name);
    res.render('followups/progress', {
      title: words.subject,
      ...pageOf(res, deps),
      followUp: words,
      ...(await showProgress(followUp, progressQuery.parse(req.query))),
    });
  });

  router.get('/:followUpId/edit', organizersOnly, async (req, res) => {
    const { _id, audience, subject, body } = draftOnly(await followUpIn(req, res));
    showForm(res, audience, blankForm({ subject, body }), deps, String(_id));
  });

  router.post('/:followUpId', organizersOnly, async (req, res) => {
    const { _id, audience } = draftOnly(await followUpIn(req, res));
    const read = readForm(followUpForm, { ...req.body, audience });
    if (!read.ok) return showForm(res, audience, read.form, deps, String(_id));
    if (!(await rewriteFollowUp(_id, read.data))) throw new Conflict(LEFT);
    res.redirect(303, pathOf(req, res));
  });

  router.post('/:followUpId/tests', organizersOnly, async (req, res) => {
    const draft = draftOnly(await followUpIn(req, res));
    const sent = await sendTest(fairOf(res), draft, accountOf(res), deps);
    if (sent === 'suppressed')
      noteNext(res, 'wait', 'Your own address takes no such messages; nothing was sent.');
    else if (sent === 'no value') noteNext(res, 'stop', 'A placeholder has no value. See below.');
    else
      noteNext(
        res,
        'done',
        ifMailed(
          deps,
          'A test is on its way to your own address.',
          'No email goes out from here: the test lies in the outbox.',
        ),
      );
    res.redirect(303, pathOf(req, res));
  });

  router.post('/:followUpId/sent', organizersOnly, async (req, res) => {
    const followUp = await followUpIn(req, res);
    tell(res, await sendFollowUp(fairOf(res), followUp, deps), deps);
    res.redirect(303, pathOf(req, res));
  });

  router.post('/:followUpId/canceled', organizersOnly, async (req, res) => {
    const followUp = await followUpIn(req, res);
    const canceled = await cancelFollowUp(followUp, deps);
    if (!canceled) throw new Conflict('This follow-up was canceled before.');
    noteNext(res, 'done', `Canceled. Messages held back: ${canceled.heldBack}.`);
    res.redirect(303, followUp.state === 'draft' ? baseOf(res) : pathOf(req, res));
  });

  return router;
}

const pathOf = (req: Request, res: Response) => `${baseOf(res)}/${String(req.params.followUpId)}`;

function tell(res: Response, sent: Sent, deps: Deps): void {
  if (sent.outcome === 'no value')
    throw new Unprocessable(`${sent.missing} has no value for somebody. Nothing was sent.`);
  if (sent.outcome === 'sending')
    noteNext(
      res,
      'done',
      ifMailed(
        deps,
        `On its way to ${sent.recipients}.`,
        `Written for ${sent.recipients}. No email goes out from here: the messages lie in the outbox.`,
      ),
    );
  else if (sent.outcome === 'nobody')
    noteNext(res, 'stop', 'Nobody belongs to this audience at this moment. Nothing was sent.');
  else noteNext(res, 'note', 'It was sent or canceled before; nothing was sent twice.');
}

function audienceIn(given: unknown): Audience {
  const read = audienceForm.safeParse(given ?? {});
  if (!read.success) throw new Unprocessable('Choose an audience on the follow-up page first.');
  return read.data.audience;
}

const wordsOf = (
  { _id, subject, body, audience, sendingSince }: FollowUpFields,
  fairName: string,
) => ({
  id: String(_id),
  subject: subjectInShort(subject, fairName),
  body,
  audience: audienceWords[audience].label,
  sendingSince,
});
