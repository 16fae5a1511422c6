import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import type { EmbeddedDatabase } from '../../../server/database/embedded/database.ts';
import { embeddedDriver } from '../../../server/database/embedded/driver.ts';

export type Doc = mongoose.mongo.Document;
export type Collection = mongoose.mongo.Collection<Doc>;

export interface OpenStore {
  mongoose: mongoose.Mongoose;
  collection(name: string): Collection;
  close(): Promise<void>;
}

export interface EmbeddedStore extends OpenStore {
  folder: string;
  database: EmbeddedDatabase;
}

export const temporaryFolder = (name = 'fairbridge-test-') =>
  fs.mkdtempSync(path.join(os.tmpdir(), name));

/** Opens an embedded store through Mongoose, as the product does; a folder of its own is removed at the end. */
export async function openEmbedded(given?: string): Promise<EmbeddedStore> {
  const folder = given ?? temporaryFolder();
  const own = new mongoose.Mongoose();
  own.setDriver(embeddedDriver as never);
  await own.connect(`embedded://${folder}`);
  return {
    mongoose: own,
    folder,
    database: own.connection.db as unknown as EmbeddedDatabase,
    collection: (name) => own.connection.collection(name) as unknown as Collection,
    async close() {
      await own.disconnect();
      if (!given) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const mongodbUri = process.env.MONGODB_URI ?? '';
/** A database of its own on the MongoDB of MONGODB_URI, dropped at the end. */
export async function openMongodb(): Promise<OpenStore> {
  const own = new mongoose.Mongoose();
  const dbName = `embedded-test-${process.pid}-${Date.now().toString(36)}`;
  await own.connect(mongodbUri, { dbName });
  return {
    mongoose: own,
    collection: (name) => own.connection.collection(name) as unknown as Collection,
    async close() {
      await own.connection.dropDatabase();
      await own.disconnect();
    },
  };
}
