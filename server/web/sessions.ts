import type { Response } from 'express';
import type { Types } from 'mongoose';
import { dropCookie, setCookie } from './cookies.ts';
import { Session, type SessionFields } from './session-model.ts';
import { hashOf, newToken } from './tokens.ts';

const HOUR = 3_600_000;
/** A session ends after this long without a request … */
export const IDLE_MS = 12 * HOUR;
/** … and after this long in any case. */
export const ABSOLUTE_MS = 7 * 24 * HOUR;
const TOUCH_EVERY_MS = 60_000;
export const SESSION_COOKIE = 'fairbridge_session';

const endOf = (createdAt: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + IDLE_MS, createdAt.getTime() + ABSOLUTE_MS));

/** Signs a browser in: a new token each time, so that a token known before is worth nothing. */
export async function beginSession(res: Response, accountId: Types.ObjectId, now: Date) {
  const token = newToken();
  await Session.create({
    tokenHash: hashOf(token),
    accountId,
    userAgent: String(res.req.headers['user-agent'] ?? '').slice(0, 200),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: endOf(now, now),
  });
  setCookie(res, SESSION_COOKIE, token, { maxAge: ABSOLUTE_MS });
}

/** The standing session of a token, or null; moves its idle limit at most once a minute. */
export async function findSession(token: string | undefined, now: Date) {
  if (!token) return null;
  const session = await Session.findOne({ tokenHash: hashOf(token) }).lean<SessionFields>();
  if (!session || session.expiresAt <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS)
    await Session.updateOne(
      { _id: session._id },
      { lastSeenAt: now, expiresAt: endOf(session.createdAt, now) },
    );
  return session;
}

export async function endSession(res: Response, sessionId: Types.ObjectId): Promise<void> {
  await Session.deleteOne({ _id: sessionId });
  dropCookie(res, SESSION_COOKIE);
}
