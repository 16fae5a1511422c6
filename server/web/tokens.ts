import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 random bits, base64url: for cookies and links. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** Only this is stored of a token. */
export const hashOf = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/** First 16 bytes of HMAC-SHA-256 over the parts, base64url (22 characters). */
export const sign = (key: Buffer, ...parts: string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest().subarray(0, 16).toString('base64url');

/** Compares without telling by its time how much was right. */
export function sameToken(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
