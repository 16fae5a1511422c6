import { sameToken, sign } from '../web/tokens.ts';

/** What the list and the link know of an address: a keyed hash, so that neither discloses it. */
export const addressKey = (key: Buffer, address: string): string =>
  sign(key, 'address', address.trim().toLowerCase());

/** Goes into every bulk mail to this address; the same forever. */
export function unsubscribeToken(key: Buffer, address: string): string {
  const id = addressKey(key, address);
  return `${id}.${sign(key, 'unsubscribe', id)}`;
}

/** The address key of a genuine token, else null. */
export function readUnsubscribeToken(key: Buffer, token: string): string | null {
  const [id = '', signature = ''] = token.split('.');
  return sameToken(signature, sign(key, 'unsubscribe', id)) ? id : null;
}
