import mongoose from 'mongoose';
import { openBoth, type Case } from './support/agreement.ts';
import type { Doc } from './support/stores.ts';
import { describeWithMongodb } from './support/with-mongodb.ts';

const { Decimal128, Double, Long } = mongoose.mongo.BSON;
const insensitive = { locale: 'en', strength: 2 };
const long = (end: string) => 'x'.repeat(700) + end;

const refusedPartials: Doc[] = [{ $exists: false }, { $ne: 1 }, { $not: { $gt: 1 } }];

const uniqueness: Case[] = [
  [
    'ignoring case',
    async (store) => {
      const c = store('case');
      await c.createIndex({ e: 1 }, { unique: true, collation: insensitive });
      await c.insertOne({ e: 'Ann@X' });
      const refused = await c.insertOne({ e: 'ANN@x' }).catch(({ code }) => code);
      const found = await c.find({ e: 'aNN@x' }, { collation: insensitive }).toArray();
      return [refused, found.length, await c.countDocuments({ e: 'aNN@x' })];
    },
  ],
  [
    'long text',
    async (store) => {
      const c = store('long');
      await c.createIndex({ v: 1 }, { unique: true });
      await c.insertMany([{ v: long('a') }, { v: long('b') }]);
      const refused = await c.insertOne({ v: long('b') }).catch(({ code }) => code);
      const after = await c.countDocuments({ v: { $gt: long('a') } });
      return [refused, after, await c.countDocuments({ v: long('a') })];
    },
  ],
  [
    'missing and null',
    async (store) => {
      await store('null').createIndex({ v: 1 }, { unique: true });
      await store('null').insertOne({ x: 1 });
      return store('null').insertOne({ v: null });
    },
  ],
  [
    'the same twice in one document',
    async (store) => {
      await store('same').createIndex({ v: 1 }, { unique: true });
      await store('same').insertOne({ v: [1, 1] });
      return store('same').countDocuments({ v: 1 });
    },
  ],
  [
    'numbers of other types',
    async (store) => {
      const c = store('zero');
      await c.createIndex({ v: 1 }, { unique: true });
      await c.insertOne({ v: 0 });
      const zeros = [-0, Long.fromNumber(0), new Double(0), Decimal128.fromString('0')];
      return Promise.all(zeros.map((v) => c.insertOne({ v }).catch(({ code }) => code)));
    },
  ],
  [
    'pairs below one array',
    async (store) => {
      const c = store('pairs');
      await c.createIndex({ 'w.k': 1, 'w.v': 1 }, { unique: true });
      const [one, two] = [
        { k: 1, v: 2 },
        { k: 3, v: 4 },
      ];
      await c.insertOne({ w: [one, two] });
      const mixed = await c.insertOne({ w: [{ k: 1, v: 4 }] }).then(() => 'kept');
      return [mixed, await c.insertOne({ w: [two] }).catch(({ code }) => code)];
    },
  ],
  [
    'an index over duplicates',
    async (store) => {
      await store('dups').insertMany([{ v: 1 }, { v: 1 }]);
      return store('dups').createIndex({ v: 1 }, { unique: true });
    },
  ],
  [
    'what a duplicate says',
    async (store) => {
      await store('says').createIndex({ fair: 1, who: 1 }, { unique: true });
      await store('says').insertOne({ fair: 'f', who: 7 });
      const error = await store('says')
        .insertOne({ fair: 'f', who: 7 })
        .catch((e: Doc) => e);
      return ['code', 'name', 'keyPattern', 'keyValue'].map((name) => (error as Doc)[name]);
    },
  ],
];

const indexing: Case[] = [
  ...refusedPartials.map((b): Case => {
    const partialFilterExpression = { b };
    return [
      JSON.stringify(b),
      (store) => store('p').createIndex({ a: 1 }, { partialFilterExpression }),
    ];
  }),
  [
    'parallel arrays',
    async (store) => {
      await store('p').createIndex({ x: 1, y: 1 });
      return store('p').insertOne({ x: [1], y: [2] });
    },
  ],
  [
    'listing',
    async (store) => {
      const c = store('list');
      await c.createIndex({ a: 1, b: -1 });
      await c.createIndex({ c: 1 }, { unique: true, sparse: true, name: 'cc' });
      await c.createIndex({ t: 1 }, { expireAfterSeconds: 60 });
      const before = await c.indexes();
      await c.dropIndex('cc');
      return [before.map((index) => Object.entries(index).sort()), (await c.indexes()).length];
    },
  ],
  ['other options', (store) => store('list').createIndex({ a: 1, b: -1 }, { unique: true })],
  ['the same again', (store) => store('list').createIndex({ a: 1, b: -1 })],
  ['dropping what is not there', (store) => store('list').dropIndex('nope')],
];

describeWithMongodb('collections behave as those of MongoDB', () => {
  let both: Awaited<ReturnType<typeof openBoth>>;
  beforeAll(async () => {
    both = await openBoth();
  });
  afterAll(() => both.close());

  it('settles uniqueness alike', async () => {
    expect(await both.differences(uniqueness)).toEqual([]);
  });

  it('makes, lists, refuses and drops indexes alike', async () => {
    expect(await both.differences(indexing)).toEqual([]);
  });

  it('compares text by collation', async () => {
    const words = ['résumé', 'resume', 'Resume', 'RÉSUMÉ', 'straße', 'STRASSE'];
    for (const store of [both.embedded, both.mongodb])
      await store.collection('words').insertMany(words.map((e, i) => ({ _id: i as never, e })));
    const cases = [1, 2, 3].flatMap((strength) =>
      ['resume', 'résumé', 'strasse'].map((e): Case => {
        const options = { collation: { locale: 'en', strength }, sort: { _id: 1 } } as const;
        return [`${e} ${strength}`, (store) => store('words').find({ e }, options).toArray()];
      }),
    );
    const sorted = { collation: insensitive, sort: { e: 1, _id: 1 } } as const;
    cases.push(['sorted', (store) => store('words').find({}, sorted).toArray()]);
    expect(await both.differences(cases)).toEqual([]);
  });

  it('walks cursors alike', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ _id: i as never, s: i % 13 }));
    for (const store of [both.embedded, both.mongodb])
      await store.collection('rows').insertMany(rows);
    expect(
      await both.differences([
        ['skip', (store) => store('rows').find().sort({ _id: -1 }).skip(5).limit(3).toArray()],
        [
          'negative limit',
          (store) => store('rows').find({}, { limit: -3 }).sort({ _id: 1 }).toArray(),
        ],
        [
          'bad sort',
          (store) =>
            store('rows')
              .find()
              .sort({ a: 2 as never })
              .toArray(),
        ],
        [
          'in batches',
          async (store) => {
            let sum = 0;
            for await (const { s } of store('rows').find({}).batchSize(7)) sum += s;
            return sum;
          },
        ],
      ]),
    ).toEqual([]);
  });
});
