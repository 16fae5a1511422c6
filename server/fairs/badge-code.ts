import { createHmac } from 'node:crypto';
import { hashOf } from '../web/tokens.ts';

/** 29 letters and digits that cannot be taken for one another: no 0/O, 1/I/L, U/V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';
const SHORT_LENGTH = 8;

export interface BadgeCode {
  /** What the QR holds: 22 characters base64url. */
  token: string;
  /** What a person can read out: 8 characters, printed as 7KQ4-MX9D. */
  short: string;
}

/** Draws a badge's codes: HMAC-SHA-256 of the badge key over holder and version, so they can be drawn again for a reprint. */
export function drawBadge(badgeKey: Buffer, holderId: string, version: number): BadgeCode {
  const token = createHmac('sha256', badgeKey)
    .update(`${holderId}:${version}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
  return { token, short: shortCode(badgeKey, holderId, version) };
}

function shortCode(badgeKey: Buffer, holderId: string, version: number): string {
  const bytes = createHmac('sha256', badgeKey).update(`short:${holderId}:${version}`).digest();
  let rest = bytes.readBigUInt64BE(0);
  let code = '';
  for (let i = 0; i < SHORT_LENGTH; i += 1) {
    code += ALPHABET[Number(rest % BigInt(ALPHABET.length))];
    rest /= BigInt(ALPHABET.length);
  }
  return code;
}

export const printedShort = (short: string): string => `${short.slice(0, 4)}-${short.slice(4)}`;

export type ReadCode = { tokenHash: string } | { shortHash: string };

/** Reads what a scanner or a person entered; forgiving of case, hyphens and look-alikes. Null when it cannot be a code. */
export function readBadgeCode(entered: string): ReadCode | null {
  const text = entered.trim();
  if (/^[\w-]{22}$/.test(text)) return { tokenHash: hashOf(text) };
  const short = text
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/0|O/g, 'Q')
    .replace(/[1IL]/g, 'J')
    .replace(/[UV]/g, 'Y');
  return short.length === SHORT_LENGTH && [...short].every((letter) => ALPHABET.includes(letter))
    ? { shortHash: hashOf(short) }
    : null;
}
