import type { NextFunction, Request, Response } from 'express';
import { dropCookie, readCookie, setCookie } from './cookies.ts';

export interface Notice {
  kind: 'done' | 'note' | 'wait' | 'stop';
  text: string;
}

const COOKIE = 'fairbridge_notice';

/** Shows a sentence on the next page that this browser opens. Never put personal data into it. */
export function noteNext(res: Response, kind: Notice['kind'], text: string): void {
  setCookie(res, COOKIE, JSON.stringify({ kind, text }), { maxAge: 600_000 });
}

/** Hands the kept notice to the page being drawn, once. */
export function giveNotices(req: Request, res: Response, next: NextFunction): void {
  const kept = req.method === 'GET' && wantsPage(req) ? readCookie(req, COOKIE) : undefined;
  if (kept) {
    dropCookie(res, COOKIE);
    res.locals.notices = readNotice(kept);
  }
  next();
}

const wantsPage = (req: Request): boolean => Boolean(req.accepts(['html', 'json']) === 'html');

function readNotice(kept: string): Notice[] {
  try {
    const { kind, text } = JSON.parse(decodeURIComponent(kept)) as Record<string, unknown>;
    const known = kind === 'done' || kind === 'note' || kind === 'wait' || kind === 'stop';
    return known && typeof text === 'string' ? [{ kind, text: text.slice(0, 500) }] : [];
  } catch {
    return [];
  }
}
