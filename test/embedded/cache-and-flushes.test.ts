import { openEmbedded, type EmbeddedStore } from './support/stores.ts';

const person = (i: number) => ({ _id: i as never, code: `c${i}`, n: 0, tags: ['a', { b: i }] });

describe.each([
  ['no cache', 0],
  ['a cache of a few documents', 2000],
  ['the usual cache', undefined],
])('with %s', (_name, bytes) => {
  let store: EmbeddedStore;
  beforeAll(async () => {
    store = await openEmbedded();
    if (bytes !== undefined) store.database.documents.limitTo(bytes);
    await store.collection('people').createIndex({ code: 1 }, { unique: true });
    await store.collection('people').insertMany(Array.from({ length: 200 }, (_, i) => person(i)));
  });
  afterAll(() => store.close());

  it('always reads the newest document', async () => {
    const people = store.collection('people');
    for (let round = 1; round <= 3; round++) {
      for (let i = 0; i < 200; i += 7) {
        await people.updateOne({ code: `c${i}` }, { $inc: { n: 1 } });
        expect(await people.findOne({ code: `c${i}` })).toEqual({ ...person(i), n: round });
      }
    }
    expect(store.database.documents.bytes).toBeLessThanOrEqual(bytes ?? 16 * 2 ** 20);
  });

  it('gives every caller a copy of its own', async () => {
    const people = store.collection('people');
    const pipeline = [{ $match: { code: 'c199' } }];
    for (const read of [
      () => people.findOne({ code: 'c199' }),
      async () => (await people.find({ code: 'c199' }).toArray())[0],
      async () => (await people.aggregate(pipeline).toArray())[0],
    ]) {
      const mine = (await read())!;
      mine.tags[1].b = 'changed';
      mine.code = 'changed';
      expect(await read()).toEqual(person(199));
    }
  });
});

describe('flushing', () => {
  it('shares one flush among the callers of a tick', async () => {
    const store = await openEmbedded();
    const commits = () =>
      (store.database.store.getStats() as { root: unknown; lastTxnId: number }).lastTxnId;
    await store.collection('tick').insertOne({ first: true });

    const before = commits();
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => store.collection('tick').insertOne({ i })),
    );
    expect(commits() - before).toBeLessThanOrEqual(2);

    const serial = commits();
    for (let i = 0; i < 5; i++) await store.collection('tick').insertOne({ i });
    expect(commits() - serial).toBe(5);
    await store.close();
  });
});
