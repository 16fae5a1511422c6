import fs from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import { Catalog } from './catalog.ts';
import { EmbeddedCollection } from './collection.ts';
import { DocumentCache } from './document-cache.ts';
import { notSupported } from './errors.ts';
import { removeExpired } from './expiry.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { pause, sliceEnd } from './slices.ts';
import { checkFormat, type Store } from './store-format.ts';

const SWEEP_EVERY_MS = 60_000;

/** The file in a store's folder that holds everything. */
export const DATA_FILE = 'data.lmdb';

/** What Mongoose uses of the driver's `Db`, over one folder that this process alone has open. */
export class EmbeddedDatabase {
  readonly databaseName: string;
  readonly store: Store;
  readonly documents: DocumentCache;
  readonly catalog: Catalog;
  private collections = new Map<string, EmbeddedCollection>();
  private lock: FolderLock;
  private sweeper: NodeJS.Timeout;

  /** @throws when another process has the folder open, or a newer version wrote it. */
  static async open(folder: string, name: string): Promise<EmbeddedDatabase> {
    fs.mkdirSync(folder, { recursive: true });
    const lock = await lockFolder(folder);
    const store = openStore(folder);
    try {
      await checkFormat(store, folder);
      return new EmbeddedDatabase(store, name, lock);
    } catch (error) {
      await store.close();
      await lock.release();
      throw error;
    }
  }

  private constructor(store: Store, name: string, lock: FolderLock) {
    this.store = store;
    this.databaseName = name;
    this.lock = lock;
    this.documents = new DocumentCache(store);
    this.catalog = new Catalog(store);
    this.sweeper = setInterval(() => void this.sweepExpired(), SWEEP_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.store.close();
    await this.lock.release();
  }

  /**
   * All writing happens here: one at a time, on the newest data, and the promise resolves when it is on disk. Callers of one
   * tick share a transaction and its flush. `work` must check first and put then: what it had put before it threw would stay.
   */
  async write<T>(work: () => T): Promise<T> {
    let outcome: { value: T } | { error: unknown } | null = null;
    try {
      await this.store.transaction(() => {
        try {
          outcome = { value: work() };
        } catch (error) {
          outcome = { error };
        }
        this.catalog.saveCounts();
      });
    } catch (failure) {
      // Nothing of it is on disk, which may be full, while memory has noted it already.
      this.catalog.reload();
      throw await notStored(failure);
    }
    const settled = outcome as unknown as { value: T } | { error: unknown };
    if ('error' in settled) throw settled.error;
    return settled.value;
  }

  /**
   * Takes steps, each at most a few milliseconds long, until one answers that there are no more. Each slice is a transaction of
   * its own, so that others may write in between.
   */
  async writeInSlices(step: () => boolean): Promise<void> {
    let more = true;
    while (more) {
      await this.write(() => {
        const end = sliceEnd();
        while (more && performance.now() < end) more = step();
      });
    }
  }

  /** Removes what has outlived its index's `expireAfterSeconds`, and answers how many. */
  sweepExpired(now = Date.now()): Promise<number> {
    return removeExpired(this, now);
  }

  collection(name: string): EmbeddedCollection {
    let collection = this.collections.get(name);
    if (!collection) this.collections.set(name, (collection = new EmbeddedCollection(this, name)));
    return collection;
  }

  async createCollection(name: string): Promise<EmbeddedCollection> {
    await this.write(() => void this.catalog.ensure(name));
    return this.collection(name);
  }

  listCollections() {
    const all = () => [...this.catalog.states.keys()].map((name) => ({ name, type: 'collection' }));
    return { toArray: async () => all() };
  }

  dropCollection(name: string): Promise<boolean> {
    return this.collection(name).drop();
  }

  async dropDatabase(): Promise<void> {
    for (const name of [...this.catalog.states.keys()]) await this.dropCollection(name);
  }

  command(command: object): never {
    throw notSupported(`the command ${Object.keys(command)[0]}`);
  }

  watch(): never {
    throw notSupported('watch (change streams)');
  }
}

/** LMDB's error has the cause in a promise, and a process would end by it if nobody looked. */
async function notStored(failure: unknown): Promise<Error> {
  const { commitError } = failure as { commitError?: Promise<never> };
  // It is rejected right after this error, if it is at all.
  const told = Promise.resolve(commitError).catch((error: unknown) => error);
  const cause = await Promise.race([told, pause()]);
  const why = cause instanceof Error ? cause.message : 'for a reason that it does not tell';
  return new Error(`The store could not write to its disk: ${why}`, { cause: failure });
}

/** Without overlapping sync a transaction's promise resolves after fdatasync and the synchronous write of the meta page. */
function openStore(folder: string): Store {
  const options = {
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
    eventTurnBatching: false,
  } as const;
  return open({ path: path.join(folder, DATA_FILE), ...options });
}
