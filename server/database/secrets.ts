import { randomBytes } from 'node:crypto';
import { model, Schema } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.ts';

const keySchema = new Schema(
  { _id: { type: String, required: true }, bytes: { type: Buffer, required: true } },
  { strict: 'throw', collection: 'keys' },
);
const Key = model('Key', keySchema);

/** Keys made once and kept in the store. Each has one purpose, so that changing one voids nothing else. */
export interface Secrets {
  session: Buffer;
  badge: Buffer;
  badgePage: Buffer;
  unsubscribeKey: Buffer;
}

export async function loadSecrets(sessionSecret?: string): Promise<Secrets> {
  const [session, badge, badgePage, unsubscribeKey] = await Promise.all([
    sessionSecret ? Buffer.from(sessionSecret) : keptKey('session'),
    keptKey('badge'),
    keptKey('badge-page'),
    keptKey('unsubscribe'),
  ]);
  return { session, badge, badgePage, unsubscribeKey };
}

async function keptKey(name: string): Promise<Buffer> {
  const kept = await Key.findById(name).lean();
  if (kept) return toBuffer(kept.bytes);
  try {
    return toBuffer((await Key.create({ _id: name, bytes: randomBytes(32) })).bytes);
  } catch (error) {
    // Two processes that start together on a new store: the first one's key counts.
    if (!isDuplicateKey(error)) throw error;
    return toBuffer((await Key.findById(name).lean().orFail()).bytes);
  }
}

const toBuffer = (bytes: Buffer | { buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer);
