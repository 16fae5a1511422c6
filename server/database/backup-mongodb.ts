import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import type { BackupRecord } from './backup-format.ts';

const { BSON, GridFSBucket, MongoClient } = mongoose.mongo;
type Db = mongoose.mongo.Db;

const FILES = 'files';
const IS_FILES = new RegExp(`^${FILES}\\.(files|chunks)$`);

/** Reads every collection, raw; on a replica set all of them as they were at one moment (for backups of up to 5 minutes, MongoDB's window). */
export async function* readMongodb(uri: string): AsyncGenerator<BackupRecord> {
  const client = await MongoClient.connect(uri);
  try {
    const db = client.db();
    const { setName } = await db.admin().command({ hello: 1 });
    const session = setName ? client.startSession({ snapshot: true }) : undefined;
    for (const name of await collectionNames(db)) {
      if (IS_FILES.test(name)) continue;
      const collection = db.collection(name);
      yield { kind: 'collection', name, indexes: await collection.indexes() };
      const raw = collection.find({}, { raw: true, ...(session ? { session } : {}) });
      for await (const bson of raw) yield { kind: 'document', bson: bson as unknown as Uint8Array };
    }
    await session?.endSession();
    yield* readFiles(db);
  } finally {
    await client.close();
  }
}

async function* readFiles(db: Db): AsyncGenerator<BackupRecord> {
  const bucket = new GridFSBucket(db, { bucketName: FILES });
  for await (const { _id, filename } of bucket.find({})) {
    const chunks: Buffer[] = [];
    for await (const chunk of bucket.openDownloadStream(_id)) chunks.push(chunk as Buffer);
    yield { kind: 'file', name: filename, bytes: Buffer.concat(chunks) };
  }
}

/** @throws when any collection of the database holds a document. */
export async function restoreMongodb(
  uri: string,
  records: AsyncIterable<BackupRecord>,
): Promise<void> {
  const client = await MongoClient.connect(uri, { writeConcern: { w: 'majority', journal: true } });
  try {
    const db = client.db();
    for (const name of await collectionNames(db))
      if (await db.collection(name).findOne({}, { projection: { _id: 1 } }))
        throw new Error(
          `The database ${db.databaseName} is not empty. A backup is restored into an empty store only.`,
        );
    await putAll(db, records);
  } finally {
    await client.close();
  }
}

async function putAll(db: Db, records: AsyncIterable<BackupRecord>): Promise<void> {
  const bucket = new GridFSBucket(db, { bucketName: FILES });
  const indexes: { name: string; index: mongoose.mongo.IndexDescriptionInfo }[] = [];
  let name = '';
  let waiting: mongoose.mongo.Document[] = [];
  const putWaiting = async () => {
    if (waiting.length) await db.collection(name).insertMany(waiting);
    waiting = [];
  };
  for await (const record of records) {
    if (record.kind === 'document') {
      // Nothing is promoted, so that every number keeps its type.
      waiting.push(BSON.deserialize(record.bson, { promoteValues: false, bsonRegExp: true }));
      if (waiting.length >= 1000) await putWaiting();
      continue;
    }
    await putWaiting();
    if (record.kind === 'collection') {
      name = record.name;
      for (const index of record.indexes) indexes.push({ name, index: index as never });
      continue;
    }
    await pipeline(Readable.from([record.bytes]), bucket.openUploadStream(record.name));
  }
  await putWaiting();
  for (const { name: collection, index } of indexes) {
    const { key, v: _version, ...options } = index;
    if (index.name !== '_id_') await db.collection(collection).createIndex(key, options);
  }
}

async function collectionNames(db: Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return all.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
}
