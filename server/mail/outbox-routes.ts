import { Router, type Response } from 'express';
import { organizersOnly, ownersOnly } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { addPreviews } from './mail-preview-routes.ts';
import { sendSandboxed, showMail } from './mail-page.ts';
import { cancelMail, retryMail, sendKeptMails } from './outbox-actions.ts';
import { findMail } from './outbox-list.ts';
import { queueMail } from './queue-mail.ts';
import { readOutboxQuery, showMailPage, showOutbox, type Outbox } from './outbox-pages.ts';

/** Mounted at /outbox: every mail of the installation, for owners. */
export function ownerOutboxRoutes(deps: Deps): Router {
  const router = Router();
  const outbox: Outbox = {
    guard: ownersOnly,
    scope: () => null,
    base: () => '/outbox',
    locals: () => ({ timeZone: 'UTC', owner: true }),
  };

  router.post('/test-messages', ownersOnly, async (_req, res) => {
    const { _id, email, name } = accountOf(res);
    const key = `test-message:${String(_id)}:${deps.now().getTime()}`;
    const message = { template: 'test-message', kind: 'service', data: { askedBy: name } } as const;
    await queueMail({ key, to: email, ...message }, deps);
    noteNext(res, 'done', 'A test message to your own address is in the outbox.');
    res.redirect(303, '/outbox');
  });

  addPreviews(router, deps);
  addOutboxPages(router, outbox, deps);
  return router;
}

/** Mounted at /fairs/:slug/outbox: the fair's mails for its organizers, never a sign-in or invitation mail. */
export function fairOutboxRoutes(deps: Deps): Router {
  const router = Router();
  addOutboxPages(
    router,
    {
      guard: organizersOnly,
      scope: (res) => fairOf(res)._id,
      base: (res) => `/fairs/${fairOf(res).slug}/outbox`,
      locals: (res) => ({
        timeZone: fairOf(res).timeZone,
        nav: organizerNav(fairOf(res), 'Mail'),
        owner: false,
      }),
    },
    deps,
  );
  return router;
}

function addOutboxPages(router: Router, outbox: Outbox, deps: Deps): void {
  const { guard } = outbox;

  const mailOf = async (res: Response, id: unknown) => {
    const mail = await findMail(outbox.scope(res), String(id));
    if (!mail) throw new NotFound('There is no such mail in this outbox.');
    return mail;
  };

  router.get('/', guard, (req, res) => showOutbox(res, outbox, readOutboxQuery(req.query), deps));

  router.post('/kept/retries', guard, async (_req, res) => {
    const count = await sendKeptMails(outbox.scope(res), deps);
    noteNext(res, 'done', `${count} kept ${count === 1 ? 'mail is' : 'mails are'} on the way.`);
    res.redirect(303, outbox.base(res));
  });

  router.get('/:id', guard, async (req, res) =>
    showMailPage(res, outbox, await mailOf(res, req.params.id), deps),
  );

  router.get('/:id/html', guard, async (req, res) => {
    const shown = showMail(await mailOf(res, req.params.id), deps);
    if ('hidden' in shown) throw new NotFound(shown.hidden);
    sendSandboxed(res, shown.drawn.html);
  });

  router.post('/:id/retries', guard, async (req, res) => {
    const mail = await mailOf(res, req.params.id);
    const outcome = await retryMail(mail, deps);
    if (outcome !== 'queued') throw new Conflict(whyNot[outcome]);
    noteNext(res, 'done', 'It is queued again.');
    res.redirect(303, `${outbox.base(res)}/${String(mail._id)}`);
  });

  router.post('/:id/cancellation', guard, async (req, res) => {
    const mail = await mailOf(res, req.params.id);
    if ((await cancelMail(mail, deps)) !== 'canceled')
      throw new Conflict('This mail does not wait any more, so it cannot be held back.');
    noteNext(res, 'done', 'Canceled. It will not be sent.');
    res.redirect(303, `${outbox.base(res)}/${String(mail._id)}`);
  });
}

const whyNot = {
  'sends no email': 'This installation sends no email: SMTP_URL is not set.',
  'link expired': 'The link in this mail has expired. Ask for a new one instead.',
  'not possible': 'Only mails that failed or were kept can be sent again.',
};
