import fs from 'node:fs';
import path from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import mongoose from 'mongoose';
import { EmbeddedCollection } from './collection.ts';
import { notSupported } from './errors.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { keyPrefix, openIndex, rangeOf, type Index, type IndexRecord } from './index-store.ts';
import type { Doc } from './paths.ts';

const { BSON } = mongoose.mongo;
const KIND = { counter: 0, collection: 1, document: 16, entry: 32 };
const COUNTER_KEY = keyPrefix(KIND.counter, 0);
const VERSION_BYTES = 8;
const SWEEP_EVERY_MS = 60_000;

interface CollectionRecord {
  id: number;
  indexes: IndexRecord[];
}
export interface CollectionState {
  name: string;
  id: number;
  prefix: Buffer;
  indexes: Index[];
}

export class EmbeddedDatabase {
  databaseName: string;
  store: RootDatabase<Buffer, Buffer>;
  private lock: FolderLock;
  private states = new Map<string, CollectionState>();
  private collections = new Map<string, EmbeddedCollection>();
  private cache = new Map<string, { version: number; document: Doc; size: number }>();
  private cachedBytes = 0;
  private cacheLimit = 16 * 2 ** 20;
  private version = Date.now() * 1000;
  private sweeper: NodeJS.Timeout;

  static async open(folder: string, name: string): Promise<EmbeddedDatabase> {
    fs.mkdirSync(folder, { recursive: true });
    return new EmbeddedDatabase(folder, name, await lockFolder(folder));
  }

  private constructor(folder: string, name: string, lock: FolderLock) {
    this.databaseName = name;
    this.lock = lock;
    // Without overlapping sync a transaction's promise resolves after fdatasync and the synchronous write of the meta page.
    this.store = open({
      path: path.join(folder, 'data.lmdb'),
      encoding: 'binary',
      keyEncoding: 'binary',
      overlappingSync: false,
    }) as never;
    for (const { key, value } of this.store.getRange(rangeOf(Buffer.from([KIND.collection]))))
      this.remember((key as Buffer).toString('utf8', 1), BSON.deserialize(value) as never);
    this.sweeper = setInterval(() => void this.sweepExpired(), SWEEP_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.store.close();
    await this.lock.release();
  }

  /** All writing happens here: one at a time, on the newest data, and the promise resolves when it is on disk. */
  write<T>(work: () => T): Promise<T> {
    return this.store.transaction(work) as Promise<T>;
  }

  private remember(name: string, { id, indexes }: CollectionRecord): CollectionState {
    const prefix = keyPrefix(KIND.document, id);
    const byId = openIndex({ id: 0, name: '_id_', key: { _id: 1 }, unique: true }, prefix, true);
    const state = {
      name,
      id,
      prefix,
      indexes: [
        byId,
        ...indexes.map((record) => openIndex(record, keyPrefix(KIND.entry, record.id))),
      ],
    };
    this.states.set(name, state);
    return state;
  }

  stateOf(name: string): CollectionState | undefined {
    return this.states.get(name);
  }

  /** Only inside `write`. */
  createState(name: string): CollectionState {
    return (
      this.states.get(name) ??
      this.saveState(this.remember(name, { id: this.nextId(), indexes: [] }))
    );
  }

  saveState(state: CollectionState): CollectionState {
    const record: CollectionRecord = {
      id: state.id,
      indexes: state.indexes.slice(1).map((index) => index.record),
    };
    void this.store.put(collectionKey(state.name), Buffer.from(BSON.serialize(record)));
    return state;
  }

  addIndex(state: CollectionState, options: Omit<IndexRecord, 'id'>): Index {
    const record = { ...options, id: this.nextId() };
    const index = openIndex(record, keyPrefix(KIND.entry, record.id));
    state.indexes.push(index);
    this.saveState(state);
    return index;
  }

  private nextId(): number {
    const id = (this.store.get(COUNTER_KEY)?.readUInt32BE() ?? 0) + 1;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(id);
    void this.store.put(COUNTER_KEY, bytes);
    return id;
  }

  forget(name: string): void {
    this.states.delete(name);
    void this.store.remove(collectionKey(name));
  }

  removeRange(prefix: Buffer, limit: number): number {
    const keys = [...this.store.getKeys({ ...rangeOf(prefix), limit })];
    for (const key of keys) void this.store.remove(key);
    return keys.length;
  }

  /** Cached documents are shared: whoever hands one out clones it. The version in front of the bytes tells whether the copy is current. */
  read(key: Buffer, remember = true): Doc | undefined {
    const bytes = this.store.getBinaryFast(key) as Buffer | undefined;
    if (!bytes) return undefined;
    const version = bytes.readDoubleBE();
    const name = key.toString('latin1');
    const cached = this.cache.get(name);
    if (cached) {
      this.cache.delete(name);
      if (cached.version === version) {
        this.cache.set(name, cached);
        return cached.document;
      }
      this.cachedBytes -= cached.size;
    }
    const document = BSON.deserialize(Buffer.from(bytes.subarray(VERSION_BYTES)));
    if (remember) this.keep(name, version, document, bytes.length);
    return document;
  }

  private keep(name: string, version: number, document: Doc, size: number): void {
    this.cache.set(name, { version, document, size });
    this.cachedBytes += size;
    for (const [oldest, { size: freed }] of this.cache) {
      if (this.cachedBytes <= this.cacheLimit) break;
      this.cache.delete(oldest);
      this.cachedBytes -= freed;
    }
  }

  putDocument(key: Buffer, bson: Uint8Array): void {
    const bytes = Buffer.allocUnsafe(VERSION_BYTES + bson.length);
    bytes.writeDoubleBE(++this.version);
    bytes.set(bson, VERSION_BYTES);
    void this.store.put(key, bytes);
  }

  async sweepExpired(now = Date.now()): Promise<number> {
    let removed = 0;
    for (const { name, indexes } of this.states.values()) {
      for (const { record } of indexes) {
        if (record.expireAfterSeconds === undefined) continue;
        const [field] = Object.keys(record.key);
        removed += (
          await this.collection(name).deleteMany({
            [field!]: { $lt: new Date(now - record.expireAfterSeconds * 1000) },
          })
        ).deletedCount;
      }
    }
    return removed;
  }

  collection(name: string): EmbeddedCollection {
    let collection = this.collections.get(name);
    if (!collection) this.collections.set(name, (collection = new EmbeddedCollection(this, name)));
    return collection;
  }

  async createCollection(name: string): Promise<EmbeddedCollection> {
    await this.write(() => void this.createState(name));
    return this.collection(name);
  }

  listCollections() {
    return {
      toArray: async () => [...this.states.keys()].map((name) => ({ name, type: 'collection' })),
    };
  }

  dropCollection(name: string): Promise<boolean> {
    return this.collection(name).drop();
  }

  async dropDatabase(): Promise<void> {
    for (const name of [...this.states.keys()]) await this.dropCollection(name);
  }

  command(command: object): never {
    throw notSupported(`the command ${Object.keys(command)[0]}`);
  }

  watch(): never {
    throw notSupported('watch (change streams)');
  }
}

function collectionKey(name: string): Buffer {
  return Buffer.concat([Buffer.from([KIND.collection]), Buffer.from(name)]);
}
