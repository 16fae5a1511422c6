import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Mongodb {
  uri: string;
  stop(): Promise<void>;
}

/** The MongoDB of MONGODB_URI, or one that is started for the purpose; null where there is none to be had. */
export async function findMongodb(): Promise<Mongodb | null> {
  // By the place of the checkout: the script is not compiled, and so not beside this file.
  const script = pathToFileURL(path.resolve('scripts/mongod.mjs')).href;
  const { startMongod } = (await import(script)) as { startMongod(): Promise<Mongodb> };
  return startMongod().catch((error: Error) => {
    console.error(`Measuring without MongoDB: ${error.message}`);
    return null;
  });
}
