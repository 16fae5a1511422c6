import mongoose from 'mongoose';

const MARKERS = 'made-by-the-demo';

/** The same MongoDB, a database of its own. */
export function inDatabase(uri: string, name: string): string {
  const address = new URL(uri);
  address.pathname = `/${name}`;
  return address.href;
}

/** Writes into the open database that it may be dropped. */
export async function markDatabase(): Promise<void> {
  await mongoose.connection.db!.collection(MARKERS).insertOne({ madeBy: 'npm run demo' });
}

/** Drops what the last demo left. A database without the demo's own mark is left alone. */
export async function dropDatabase(uri: string, name: string): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(uri, {
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const database = client.db(name);
    if (await database.collection(MARKERS).findOne({ madeBy: 'npm run demo' }))
      await database.dropDatabase();
  } finally {
    await client.close();
  }
}
