import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 random bits, base64url: for cookies and links. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** Only this is stored of a token. */
export const hashOf = (token: string): string => hash('sha256', token, 'base64url');

/** First 16 bytes of HMAC-SHA-256 over the parts, base64url (22 characters). */
export const sign = (key: Buffer, ...parts: string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest().subarray(0, 16).toString('base64url');

const TOKEN_BYTES = 16;

/** The same token in another disguise each time, so that the size of a packed page tells nothing of it. */
export function maskToken(token: string): string {
  const mask = randomBytes(TOKEN_BYTES);
  return Buffer.concat([mask, xor(Buffer.from(token, 'base64url'), mask)]).toString('base64url');
}

/** The token of a disguise; anything else stays as it is. */
export function unmaskToken(given: string): string {
  const bytes = Buffer.from(given, 'base64url');
  if (bytes.length !== 2 * TOKEN_BYTES) return given;
  return xor(bytes.subarray(TOKEN_BYTES), bytes.subarray(0, TOKEN_BYTES)).toString('base64url');
}

const xor = (a: Buffer, b: Buffer): Buffer => a.map((byte, at) => byte ^ b[at]!) as Buffer;

/** Compares without telling by its time how much was right. */
export function sameToken(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
