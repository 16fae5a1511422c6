import { Router, type Request, type Response } from 'express';
import { anyone, signedIn } from '../access/guards.ts';
import { maybeAccountOf, sessionOf } from '../access/load-account.ts';
import type { Deps } from '../deps.ts';
import { browserOf } from '../web/csrf.ts';
import { TooMany } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { secretPage } from '../web/security-headers.ts';
import { beginSession, endSession } from '../web/sessions.ts';
import { hashOf } from '../web/tokens.ts';
import { requestSignIn } from './request-sign-in.ts';
import { codeForm, ownPath, signInForm } from './sign-in-form.ts';
import { consumeLink, drawCode, linkOfCode, standingLink } from './sign-in-links.ts';
import type { SignInLinkFields } from './sign-in-link-model.ts';

/** Mounted at /. */
export function signInRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/sign-in', anyone, (req, res) => {
    const next = ownPath.parse(req.query.next);
    if (maybeAccountOf(res)) return res.redirect(303, next);
    showSignIn(res, blankForm({ next }));
  });

  router.post('/sign-in', anyone, async (req, res) => {
    const read = readForm(signInForm, req.body);
    if (!read.ok) return showSignIn(res, read.form);
    const asked = await requestSignIn({ ...read.data, browserId: browserOf(res) }, deps);
    if (asked === 'too often') throw new TooMany();
    res.redirect(303, '/sign-in/sent');
  });

  router.get('/sign-in/sent', anyone, (_req, res) => showSent(res, blankForm()));

  router.post('/sign-in/code', anyone, async (req, res) => {
    const read = readForm(codeForm, req.body);
    if (!read.ok) return showSent(res, read.form);
    const link = await linkOfCode(hashOf(browserOf(res)), read.data.code, deps.now());
    if (!link || !(await enter(res, link, deps)))
      showSent(
        res,
        formWithError(
          {},
          'code',
          'That is not the code of a link you asked for. Open the newest link and type its digits',
        ),
      );
  });

  router.get('/sign-in/:token', anyone, secretPage, async (req, res) => {
    const link = await standingLink(tokenOf(req), deps.now());
    showLink(res, link, '');
  });

  router.post('/sign-in/:token', anyone, secretPage, async (req, res) => {
    const link = await standingLink(tokenOf(req), deps.now());
    if (!link) return showLink(res, null, '');
    if (!mayEnter(res, link)) return showLink(res, link, await drawCode(link));
    if (!(await enter(res, link, deps))) showLink(res, null, '');
  });

  router.post('/sign-out', signedIn, async (_req, res) => {
    const { _id, accountId } = sessionOf(res);
    await endSession(res, _id);
    deps.live.recheck(String(accountId));
    res.redirect(303, '/');
  });

  return router;
}

const tokenOf = (req: Request): string => String(req.params.token);

/** A link that was asked for signs in the browser that asked, and no other. */
const mayEnter = (res: Response, link: SignInLinkFields): boolean =>
  !link.browserHash || link.browserHash === hashOf(browserOf(res));

async function enter(res: Response, link: SignInLinkFields, deps: Deps): Promise<boolean> {
  if (!(await consumeLink(link, deps.now()))) return false;
  const before = maybeAccountOf(res);
  if (before) {
    await endSession(res, sessionOf(res)._id);
    deps.live.recheck(String(before._id));
  }
  await beginSession(res, link.accountId!, deps.now());
  res.redirect(303, ownPath.parse(link.next));
  return true;
}

function showSignIn(res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  const title = `${rejected ? 'Error: ' : ''}Sign in`;
  res.status(rejected ? 422 : 200).render('accounts/sign-in', { title, form, layout: 'bare' });
}

function showSent(res: Response, form: FormState): void {
  const rejected = Object.keys(form.errors).length > 0;
  const title = `${rejected ? 'Error: ' : ''}Look into your mailbox`;
  res.status(rejected ? 422 : 200).render('accounts/link-sent', { title, form, layout: 'bare' });
}

function showLink(res: Response, link: SignInLinkFields | null, code: string): void {
  const title = link ? 'Sign in' : 'This link is used up';
  const here = link !== null && mayEnter(res, link);
  res
    .status(link ? 200 : 404)
    .render('accounts/use-link', { title, usable: Boolean(link), here, code, layout: 'bare' });
}
