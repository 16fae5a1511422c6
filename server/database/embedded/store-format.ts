import type { RootDatabase } from 'lmdb';
import { afterPrefix } from './key-encoding.ts';

export type Store = RootDatabase<Buffer, Buffer>;

export const PREFIX_BYTES = 5;

/**
 * One LMDB tree, told apart by the first byte of a key. The name follows for a collection; for everything else the four bytes of a
 * number (0 where there is only one), and then: the encoded _id of a document; the encoded fields of an index entry, the encoded
 * _id and its length in two bytes.
 */
export const KIND = { counter: 0, collection: 1, format: 2, count: 3, document: 16, entry: 32 };

/** Raised when a folder written by this version could be misread by the one before. */
export const FORMAT_VERSION = 1;
export const FORMAT_KEY = keyPrefix(KIND.format, 0);
export const COUNTER_KEY = keyPrefix(KIND.counter, 0);

export function keyPrefix(kind: number, id: number): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES, kind);
  prefix.writeUInt32BE(id, 1);
  return prefix;
}

export function rangeOf(prefix: Buffer): { start: Buffer; end: Buffer } {
  return { start: prefix, end: afterPrefix(prefix) };
}

/** @throws when a newer version wrote the folder; nothing has been changed then. */
export async function checkFormat(store: Store, folder: string): Promise<void> {
  if (readFormat(store, folder) === FORMAT_VERSION) return;
  const version = Buffer.alloc(4);
  version.writeUInt32BE(FORMAT_VERSION);
  await store.put(FORMAT_KEY, version);
}

/** The format of what is stored; undefined when nothing is. */
export function readFormat(store: Store, folder: string): number | undefined {
  const written = store.get(FORMAT_KEY)?.readUInt32BE();
  if (written !== undefined && written > FORMAT_VERSION)
    throw new Error(
      `${folder} was written in format ${written}, and this version of Fairbridge reads up to ${FORMAT_VERSION}. ` +
        'Start the newer version, or restore a backup into an empty folder.',
    );
  return written;
}
