import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { openStore } from '../../server/database/connect.ts';

/** Where one installation keeps its things, for several runs of the server. */
export interface Installation {
  folder: string;
  /** What the server is started with. */
  settings: Record<string, string>;
  /** Opens the store while no server has it. */
  withStore<T>(work: () => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** On the embedded store, or on a MongoDB in a database of its own. */
export async function anInstallation(base = process.env.TEST_MONGODB_URI): Promise<Installation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-process-'));
  const mongodbUri = base
    ? Object.assign(new URL(base), { pathname: path.basename(folder) }).href
    : undefined;
  const withStore = async <T>(work: () => Promise<T>): Promise<T> => {
    const store = await openStore({ dataDir: folder, mongodbUri });
    try {
      return await work();
    } finally {
      await store.close();
    }
  };
  return {
    folder,
    settings: { DATA_DIR: folder, ...(mongodbUri && { MONGODB_URI: mongodbUri }) },
    withStore,
    async remove() {
      if (mongodbUri) await withStore(async () => mongoose.connection.db?.dropDatabase());
      await rm(folder, { recursive: true, force: true });
    },
  };
}
