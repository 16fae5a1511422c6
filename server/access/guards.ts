import type { NextFunction, Request, Response } from 'express';
import { Forbidden, NotFound } from '../web/errors.ts';
import { wantsJson } from '../web/wants-json.ts';
import { maybeAccountOf } from './load-account.ts';
import { organizes } from './load-fair.ts';

/** A handler that says whom it lets through; the route test fails on a route without one. */
export interface Guard {
  (req: Request, res: Response, next: NextFunction): void;
  guardName: string;
}

export function guard(
  guardName: string,
  lets: (req: Request, res: Response) => boolean | Error,
): Guard {
  const handler = (req: Request, res: Response, next: NextFunction) => {
    const verdict = lets(req, res);
    if (verdict === true) return next();
    if (verdict !== false) return next(verdict);
    askToSignIn(req, res, next);
  };
  return Object.assign(handler, { guardName });
}

/** Somebody who is not signed in is sent to sign in and comes back; a form that was sent meanwhile is refused. */
function askToSignIn(req: Request, res: Response, next: NextFunction): void {
  if (req.method !== 'GET') return next(new Forbidden('Sign in first, then send it again.'));
  if (wantsJson(req)) return void res.status(401).json({ error: 'Sign in first.' });
  res.redirect(303, `/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
}

/** Open to everybody. */
export const anyone: Guard = guard('anyone', () => true);

export const signedIn: Guard = guard('signed in', (_req, res) => Boolean(maybeAccountOf(res)));

export const ownersOnly: Guard = guard('owners', (_req, res) => {
  const account = maybeAccountOf(res);
  if (!account) return false;
  return account.owner || new NotFound();
});

/** The team of this fair, and owners. Others are not told that the page is there. */
export const organizersOnly: Guard = guard('organizers of this fair', (_req, res) => {
  if (!maybeAccountOf(res)) return false;
  return organizes(res) || new NotFound();
});
