import type { NextFunction, Request, Response } from 'express';
import { readCookie, setCookie } from './cookies.ts';
import { Forbidden } from './errors.ts';
import { SESSION_COOKIE } from './sessions.ts';
import { maskToken, newToken, sameToken, sign, unmaskToken } from './tokens.ts';

const BROWSER_COOKIE = 'fairbridge_browser';
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
const STALE = 'This page was open for too long. Go back, reload it and send it again.';

/** The random id of this browser; made on its first page. Links for sign-in are bound to it. */
export const browserOf = (res: Response): string => res.locals.browserId as string;

/** Gives each browser an id and each page the token its forms must carry. */
export function giveCsrfToken(key: Buffer) {
  return (req: Request, res: Response, next: NextFunction): void => {
    let browserId = readCookie(req, BROWSER_COOKIE);
    if (!browserId || !/^[\w-]{22}$/.test(browserId)) {
      browserId = newToken();
      setCookie(res, BROWSER_COOKIE, browserId);
    }
    res.locals.browserId = browserId;
    const token = tokenFor(key, browserId, readCookie(req, SESSION_COOKIE));
    res.locals.csrfSecret = token;
    // Only pages need it, and most answers are none.
    Object.defineProperty(res.locals, 'csrfToken', {
      get: () => maskToken(token),
      enumerable: true,
    });
    next();
  };
}

const MOST_KEPT = 5000;
/** A desk sends scan after scan with the same cookies. */
const kept = new WeakMap<Buffer, Map<string, string>>();

function tokenFor(key: Buffer, browserId: string, session = ''): string {
  let tokens = kept.get(key);
  if (!tokens || tokens.size >= MOST_KEPT) kept.set(key, (tokens = new Map()));
  const name = `${browserId}\n${session}`;
  let token = tokens.get(name);
  if (token === undefined) tokens.set(name, (token = sign(key, 'csrf', browserId, session)));
  return token;
}

/** Before the body is read: an unsafe request must come from our own pages, by the browser's own word. */
export function refuseForeignRequests(ownOrigin: (req: Request) => string[]) {
  return (req: Request, _res: Response, next: NextFunction): void => {
    if (safe.has(req.method) || isOneClick(req)) return next();
    const site = req.headers['sec-fetch-site'];
    const origin = req.headers.origin;
    const foreign = site
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && !ownOrigin(req).includes(origin);
    next(foreign ? new Forbidden('This form was sent from another site.') : undefined);
  };
}

/** After the body is read: the token of the page must come with it. */
export function requireCsrfToken(req: Request, res: Response, next: NextFunction): void {
  if (safe.has(req.method) || isOneClick(req)) return next();
  const given: unknown = req.headers['x-csrf-token'] ?? req.body?._csrf;
  const right =
    typeof given === 'string' && sameToken(unmaskToken(given), res.locals.csrfSecret as string);
  next(right ? undefined : new Forbidden(STALE));
}

/** RFC 8058: mail programs post here without cookies; the link's own token is the guard. */
const isOneClick = (req: Request): boolean => /^\/unsubscribe\/[\w.-]+$/.test(req.path);
