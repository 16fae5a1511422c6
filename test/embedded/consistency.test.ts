import { entryKey, keysFor } from '../../server/database/embedded/index-keys.ts';
import { encode } from '../../server/database/embedded/key-encoding.ts';
import { rangeOf } from '../../server/database/embedded/store-format.ts';
import { randomFrom } from './support/samples.ts';
import { openEmbedded, type Collection, type Doc, type EmbeddedStore } from './support/stores.ts';

const WRITERS = 8;
const WRITES = 300;
const indexes: [Record<string, 1 | -1>, Doc][] = [
  [{ a: 1 }, {}],
  [{ b: 1, c: -1 }, {}],
  [{ c: 1 }, { unique: true, sparse: true }],
  [{ a: -1, b: 1 }, { partialFilterExpression: { b: { $gt: 2 } } }],
  [{ 'w.k': 1, 'w.v': -1 }, {}],
  [{ c: 1, b: 1 }, { collation: { locale: 'en', strength: 2 } }],
  [{ at: 1 }, { expireAfterSeconds: 10_000_000_000 }],
];

describe('indexes and documents', () => {
  let store: EmbeddedStore;
  beforeEach(async () => {
    store = await openEmbedded();
  });
  afterEach(() => store.close());

  it('agree after eight writers worked while indexes were built', async () => {
    const collection = store.collection('worked');
    await Promise.all([
      ...Array.from({ length: WRITERS }, (_, seed) => writeAtRandom(collection, seed)),
      buildIndexes(collection),
    ]);

    const documents = await collection.find({}).toArray();
    expect(documents.length).toBeGreaterThan(100);
    expect(await collection.countDocuments({})).toBe(documents.length);
    expect(await collection.estimatedDocumentCount()).toBe(documents.length);
    expectExactEntries(store, documents);
  });

  it('agree still after everything was reopened and deleted', async () => {
    const collection = store.collection('worked');
    await buildIndexes(collection);
    await writeAtRandom(collection, 99);
    const again = await reopen(store);
    expectExactEntries(again, await again.collection('worked').find({}).toArray());

    await again.collection('worked').deleteMany({ b: { $lt: 3 } });
    const kept = await again.collection('worked').find({}).toArray();
    expect(await again.collection('worked').countDocuments({})).toBe(kept.length);
    expectExactEntries(again, kept);
    await again.collection('worked').deleteMany({});
    expectExactEntries(again, []);
    expect(await again.collection('worked').estimatedDocumentCount()).toBe(0);
    store = again;
  });
});

async function reopen(store: EmbeddedStore): Promise<EmbeddedStore> {
  await store.mongoose.disconnect();
  return openEmbedded(store.folder);
}

/** Every index holds exactly the entries that its documents call for, no more and no fewer. */
function expectExactEntries({ database }: EmbeddedStore, documents: Doc[]): void {
  for (const index of database.catalog.stateOf('worked')!.indexes.slice(1)) {
    const held = [...database.store.getKeys(rangeOf(index.prefix))].map(hex);
    const wanted = documents.flatMap((document) =>
      keysFor(index, document).keys.map((key) =>
        hex(entryKey(index, key, encode(document._id).bytes)),
      ),
    );
    expect([index.record.name, held.sort()]).toEqual([index.record.name, wanted.sort()]);
  }
}

const hex = (key: unknown) => Buffer.from(key as Buffer).toString('hex');

async function buildIndexes(collection: Collection): Promise<void> {
  for (const [key, options] of indexes) {
    await collection.createIndex(key, options);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function writeAtRandom(collection: Collection, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const values = [1, 'a', null, [1, 2], [], { k: 1 }, new Date(0), 'x'.repeat(random(800))];
  for (let i = 0; i < WRITES; i++) {
    const _id = random(800) as never;
    const fields = {
      a: values[random(values.length)],
      b: random(5),
      c: `u${random(5000)}`,
      w: Array.from({ length: random(3) }, () => ({ k: random(2), v: random(3) })),
    };
    const choice = random(10);
    const work = () => {
      if (choice < 5) return collection.updateOne({ _id }, { $set: fields }, { upsert: true });
      if (choice < 6) return collection.deleteOne({ _id });
      if (choice < 7)
        return collection.findOneAndUpdate(
          { b: random(5) },
          { $inc: { n: 1 } },
          { sort: { c: -1 } },
        );
      if (choice < 8)
        return collection.updateMany(
          { b: random(5), _id: { $lt: 100 as never } },
          { $set: { a: fields.a } },
        );
      return collection.bulkWrite(
        [{ insertOne: { document: { _id, ...fields } } }, { deleteOne: { filter: { _id } } }],
        { ordered: choice < 9 },
      );
    };
    // A duplicate key or parallel arrays are refusals to live with, and must leave no trace.
    await work().catch((error: Doc) => {
      if (error.code !== 11000 && error.code !== 171) throw error;
    });
  }
}
