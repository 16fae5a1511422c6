import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { open } from 'lmdb';
import type { BackupRecord } from './backup-format.ts';
import { Catalog } from './embedded/catalog.ts';
import { listed } from './embedded/collection-indexes.ts';
import { DATA_FILE, EmbeddedDatabase } from './embedded/database.ts';
import { VERSION_BYTES } from './embedded/document-cache.ts';
import { insertBson } from './embedded/put-document.ts';
import { rangeOf, readFormat, type Store } from './embedded/store-format.ts';

/** Where the server keeps things inside the data folder. */
export const embeddedPlaces = (dataDir: string) => ({
  store: path.join(dataDir, 'store'),
  files: path.join(dataDir, 'files'),
});

/**
 * Reads a data folder, also while the server works on it: LMDB gives this process a view of one moment, and the server writes on.
 * Files come after the documents, so that every file that a document names is there, unless it was deleted meanwhile.
 */
export async function* readEmbedded(dataDir: string): AsyncGenerator<BackupRecord> {
  const { store: folder, files } = embeddedPlaces(dataDir);
  const file = path.join(folder, DATA_FILE);
  await access(file).catch(() => {
    throw new Error(
      `There is no embedded store in ${dataDir}. Set DATA_DIR, or MONGODB_URI for MongoDB.`,
    );
  });
  const options = { encoding: 'binary', keyEncoding: 'binary', readOnly: true } as const;
  const store: Store = open({ path: file, ...options });
  try {
    readFormat(store, folder);
    yield* readCollections(store);
  } finally {
    await store.close();
  }
  for (const name of await namesIn(files))
    if (!name.endsWith('.part'))
      yield { kind: 'file', name, bytes: await readFile(path.join(files, name)) };
}

function* readCollections(store: Store): Generator<BackupRecord> {
  const transaction = store.useReadTransaction();
  try {
    for (const state of new Catalog(store).states.values()) {
      yield { kind: 'collection', name: state.name, indexes: state.indexes.map(listed) };
      for (const { value } of store.getRange({ ...rangeOf(state.prefix), transaction }))
        yield { kind: 'document', bson: Buffer.from(value.subarray(VERSION_BYTES)) };
    }
  } finally {
    transaction.done();
  }
}

/** @throws when the folder holds documents or files, or a server has it open. */
export async function restoreEmbedded(
  dataDir: string,
  records: AsyncIterable<BackupRecord>,
): Promise<void> {
  const { store, files } = embeddedPlaces(dataDir);
  const database = await EmbeddedDatabase.open(store, 'embedded');
  try {
    const held = [...database.catalog.states.values()].some((each) => database.catalog.count(each));
    if (held || (await namesIn(files)).length)
      throw new Error(`${dataDir} is not empty. A backup is restored into an empty store only.`);
    await putAll(database, files, records);
  } finally {
    await database.close();
  }
}

async function putAll(
  database: EmbeddedDatabase,
  files: string,
  records: AsyncIterable<BackupRecord>,
): Promise<void> {
  const indexes: { name: string; index: Record<string, unknown> }[] = [];
  let name = '';
  let waiting: Uint8Array[] = [];
  const putWaiting = async () => {
    const documents = waiting;
    waiting = [];
    await database.write(() => {
      const target = { database, state: database.catalog.ensure(name) };
      for (const bson of documents) insertBson(target, bson);
    });
  };
  for await (const record of records) {
    if (record.kind === 'document') {
      waiting.push(record.bson);
      if (waiting.length >= 1000) await putWaiting();
      continue;
    }
    if (name) await putWaiting();
    if (record.kind === 'collection') {
      name = record.name;
      indexes.push(...record.indexes.map((index) => ({ name: record.name, index })));
      continue;
    }
    name = '';
    await mkdir(files, { recursive: true });
    await writeFile(path.join(files, path.basename(record.name)), record.bytes, { flush: true });
  }
  if (name) await putWaiting();
  for (const { name: collection, index } of indexes) {
    const { key, v: _version, ...options } = index;
    await database.collection(collection).createIndex(key, options);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
