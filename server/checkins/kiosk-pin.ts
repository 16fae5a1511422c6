import { randomBytes, scrypt as scryptNow, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scrypt = promisify(scryptNow) as (
  pin: string,
  salt: Buffer,
  length: number,
) => Promise<Buffer>;
const LENGTH = 32;

/** Salted and slow: somebody who reads the store should not read PINs. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await scrypt(pin, salt, LENGTH);
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`;
}

export async function isPin(pin: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split('.');
  const wanted = Buffer.from(hash, 'base64url');
  if (wanted.length !== LENGTH) return false;
  return timingSafeEqual(await scrypt(pin, Buffer.from(salt, 'base64url'), LENGTH), wanted);
}
