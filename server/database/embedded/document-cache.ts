import { decodeDocument, decodeFields, type FieldSet } from './bson-walk.ts';
import type { Doc } from './paths.ts';
import type { Store } from './store-format.ts';

export const VERSION_BYTES = 8;
const USUAL_LIMIT = 16 * 2 ** 20;

interface Cached {
  version: number;
  document: Doc;
  size: number;
}

/**
 * Documents by key, decoded when they are read. A number in front of the stored BSON grows with every write, so a decoded copy is
 * known to be current by comparing it, and no write has to throw anything out.
 */
export class DocumentCache {
  /** Stored bytes of the documents that are held decoded. */
  bytes = 0;
  private held = new Map<string, Cached>();
  private limit = USUAL_LIMIT;
  private version = Date.now() * 1000;
  private store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** In bytes of stored BSON; the least recently used go first. */
  limitTo(bytes: number): void {
    this.limit = bytes;
    this.makeRoom();
  }

  /** The document may be shared with others who read it: whoever hands it out clones it. */
  read(key: Buffer): Doc | undefined {
    const bytes = this.store.getBinaryFast(key);
    if (!bytes) return undefined;
    const version = bytes.readDoubleBE();
    const name = key.toString('latin1');
    const current = this.current(name, version);
    if (current) return current;
    const document = decodeDocument(bytes, VERSION_BYTES);
    this.hold(name, { version, document, size: bytes.length });
    return document;
  }

  /** A document of the caller's own, not held: for those who read many. */
  readOnce(key: Buffer): Doc | undefined {
    const bytes = this.store.getBinaryFast(key);
    return bytes && decodeDocument(bytes, VERSION_BYTES);
  }

  /** Only the named top-level fields, decoded anew and the caller's own. */
  readFields(key: Buffer, fields: FieldSet): Doc | undefined {
    const bytes = this.store.getBinaryFast(key);
    return bytes && decodeFields(bytes, VERSION_BYTES, fields);
  }

  /** Only inside a write. */
  put(key: Buffer, bson: Uint8Array): void {
    const bytes = Buffer.allocUnsafe(VERSION_BYTES + bson.length);
    bytes.writeDoubleBE(++this.version);
    bytes.set(bson, VERSION_BYTES);
    void this.store.put(key, bytes);
  }

  private current(name: string, version: number): Doc | undefined {
    const cached = this.held.get(name);
    if (!cached) return undefined;
    this.held.delete(name);
    if (cached.version === version) {
      this.held.set(name, cached);
      return cached.document;
    }
    this.bytes -= cached.size;
    return undefined;
  }

  private hold(name: string, cached: Cached): void {
    this.held.set(name, cached);
    this.bytes += cached.size;
    this.makeRoom();
  }

  private makeRoom(): void {
    if (this.bytes <= this.limit) return;
    for (const [oldest, { size }] of this.held) {
      if (this.bytes <= this.limit) return;
      this.held.delete(oldest);
      this.bytes -= size;
    }
  }
}
