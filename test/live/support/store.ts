import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../../server/database/connect.ts';
import '../../../server/live/feed-lease-model.ts';

/** A fresh embedded store, or the MongoDB of MONGODB_URI, which other tests use at the same time: take new ids. */
export async function testStore() {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fairbridge-live-'));
  const store = await openStore({ mongodbUri: process.env.MONGODB_URI, dataDir });
  return {
    async close(): Promise<void> {
      await store.close();
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}
