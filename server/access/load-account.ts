import type { RequestHandler, Response } from 'express';
import { Account, type AccountFields } from '../accounts/account-model.ts';
import { readCookie } from '../web/cookies.ts';
import { findSession, SESSION_COOKIE } from '../web/sessions.ts';
import type { SessionFields } from '../web/session-model.ts';
import { Forbidden } from '../web/errors.ts';

/** Puts the signed-in account, if any, where guards and layouts find it. */
export function loadAccount(deps: { now(): Date }): RequestHandler {
  return async (req, res, next) => {
    const session = await findSession(readCookie(req, SESSION_COOKIE), deps.now());
    if (!session) return next();
    const account = await Account.findById(session.accountId).lean<AccountFields>();
    if (account) {
      res.locals.session = session;
      res.locals.signedIn = account;
      res.locals.account = { name: account.name, email: account.email, owner: account.owner };
    }
    next();
  };
}

export const maybeAccountOf = (res: Response): AccountFields | null =>
  (res.locals.signedIn as AccountFields | undefined) ?? null;

/** The signed-in account. Throws Forbidden when there is none: the guard before should not let that happen. */
export function accountOf(res: Response): AccountFields {
  const account = maybeAccountOf(res);
  if (!account) throw new Forbidden('Sign in first.');
  return account;
}

export const sessionOf = (res: Response): SessionFields => res.locals.session as SessionFields;
