import type { CookieOptions, Request, Response } from 'express';

/** Reads one cookie of a raw header; quotes and encodings other than ours are not expected. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** `__Host-` binds a cookie to this host and HTTPS; browsers refuse it on plain HTTP, where the plain name is used. */
export const cookieName = (name: string, secure: boolean): string =>
  secure ? `__Host-${name}` : name;

export const readCookie = (req: Request, name: string): string | undefined =>
  cookieOf(req.headers.cookie, cookieName(name, req.secure));

export function setCookie(res: Response, name: string, value: string, options: CookieOptions = {}) {
  const secure = res.req.secure;
  res.cookie(cookieName(name, secure), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    ...options,
  });
}

export function dropCookie(res: Response, name: string): void {
  setCookie(res, name, '', { expires: new Date(0) });
}
