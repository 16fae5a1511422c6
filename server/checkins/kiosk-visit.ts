import type { Request, Response } from 'express';
import { z } from 'zod';
import { dropCookie, readCookie, setCookie } from '../web/cookies.ts';
import { idText } from '../web/id-text.ts';
import { IDLE_S } from './kiosk-page.ts';
import { nonceField } from './nonce-field.ts';
import { outcomes } from './outcome.ts';

const COOKIE = 'fairbridge_visit';
const asks = z.strictObject({ code: z.string().min(1).max(300), nonce: nonceField });
const answered = z.strictObject({ outcome: z.enum(outcomes), scan: idText.optional() });

/** How far the visitor before a kiosk without script has come: a badge to confirm, or an answer to read. */
export type KioskVisit = z.output<typeof asks> | z.output<typeof answered>;

/** Kept by the browser alone, and no longer than anybody stands there; the start page forgets it. */
export const keepVisit = (res: Response, visit: KioskVisit): void =>
  setCookie(res, COOKIE, JSON.stringify(visit), { maxAge: IDLE_S * 1000 });

export function forgetVisit(req: Request, res: Response): void {
  if (readCookie(req, COOKIE) !== undefined) dropCookie(res, COOKIE);
}

export function readVisit(req: Request): KioskVisit | null {
  try {
    const kept: unknown = JSON.parse(decodeURIComponent(readCookie(req, COOKIE) ?? ''));
    return z.union([asks, answered]).parse(kept);
  } catch {
    return null;
  }
}
