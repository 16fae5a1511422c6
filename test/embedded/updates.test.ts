import { openBoth, type Case } from './support/agreement.ts';
import type { Doc } from './support/stores.ts';
import { describeWithMongodb } from './support/with-mongodb.ts';
import { sampleUpdates, type UpdateCase } from './support/updates.ts';

const base = (): Doc => ({
  ...{ n: 5, s: 'str', f: 1.5, d: new Date(5), z: null },
  a: [1, 2, 3, 2],
  w: [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
    { k: 'a', v: 3 },
  ],
  o: { p: 1, q: { r: 2 } },
  e: [],
  m: [[1, 2], [3]],
});

const upserts: [filter: Doc, update: Doc | Doc[]][] = [
  [{ a: 1, 'b.c': 2 }, { $set: { x: 1 } }],
  [{ _id: 'me' }, { $set: { x: 1 } }],
  [{ $and: [{ a: 1 }, { b: { $eq: 2 } }] }, { $inc: { n: 1 } }],
  [{ $or: [{ a: 1 }] }, { $set: { x: 1 } }],
  [{ $or: [{ a: 1 }, { a: 2 }] }, { $set: { x: 1 } }],
  [{ a: { $in: [1] } }, { $set: { x: 1 } }],
  [{ a: { $in: [1, 2] } }, { $set: { x: 1 } }],
  [{ a: { $gt: 1 } }, { $set: { x: 1 } }],
  [{ a: /x/ }, { $set: { x: 1 } }],
  [{ a: [1, 2] }, { $push: { a: 3 } }],
  [{ a: { $all: [1] } }, { $set: { x: 1 } }],
  [{ a: 1 }, { $setOnInsert: { b: 2, _id: 9 } }],
  [{ a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }]],
  [{ a: 1 }, { $set: { 'a.b': 1 } }],
  [{ a: null }, { $set: { x: 1 } }],
  [{ a: { $elemMatch: { b: 1 } } }, { $set: { x: 1 } }],
  [{ a: { $exists: true } }, { $set: { x: 1 } }],
];

describeWithMongodb('changing documents as MongoDB does', () => {
  let both: Awaited<ReturnType<typeof openBoth>>;
  beforeAll(async () => {
    both = await openBoth();
  });
  afterAll(() => both.close());

  it('applies each update operator to the same effect', async () => {
    expect(await both.differences(sampleUpdates.map(updateCase))).toEqual([]);
  });

  it('makes the same document from an upsert', async () => {
    const cases = upserts.map(([filter, update], i): Case => {
      return [
        JSON.stringify([filter, update]),
        async (store) => {
          const collection = store(`upserts-${i}`);
          const result = await collection.updateOne(filter, update, { upsert: true });
          const { _id, ...rest } = (await collection.findOne({}))!;
          const id = typeof _id === 'object' ? 'made' : _id;
          return [result.upsertedCount, result.matchedCount, id, rest];
        },
      ];
    });
    expect(await both.differences(cases)).toEqual([]);
  });

  it('replaces, with and without upsert, and keeps the id', async () => {
    const cases: Case[] = [
      [
        'upsert',
        async (store) => {
          const made = await store('r').replaceOne(
            { _id: 7 as never, a: 1 },
            { b: 2 },
            { upsert: true },
          );
          return [made.upsertedCount, made.upsertedId, await store('r').find().toArray()];
        },
      ],
      ['another id', (store) => store('r').replaceOne({ _id: 7 as never }, { _id: 8, b: 2 })],
      ['after', (store) => store('r').find().toArray()],
    ];
    expect(await both.differences(cases)).toEqual([]);
  });

  it('finds and changes in one step', async () => {
    const one = { _id: 1 as never };
    const plusOne = { $inc: { n: 1 } };
    const after = { returnDocument: 'after' } as const;
    const cases: Case[] = [
      ['upsert', (store) => store('f').findOneAndUpdate(one, plusOne, { upsert: true })],
      ['after', (store) => store('f').findOneAndUpdate(one, plusOne, after)],
      ['replace', (store) => store('f').findOneAndReplace(one, { z: 1 }, after)],
      [
        'projected',
        (store) => store('f').findOneAndUpdate(one, plusOne, { ...after, projection: { z: 0 } }),
      ],
      ['delete', (store) => store('f').findOneAndDelete(one)],
      ['delete again', (store) => store('f').findOneAndDelete(one)],
      [
        'metadata',
        async (store) => {
          const options = { upsert: true, includeResultMetadata: true, ...after } as const;
          const answer = await store('f').findOneAndUpdate({ _id: 2 as never }, plusOne, options);
          return [answer?.value, answer?.lastErrorObject];
        },
      ],
    ];
    expect(await both.differences(cases)).toEqual([]);
  });
});

let next = 1000;

function updateCase([label, update, filter = {}, options = {}]: UpdateCase): Case {
  const _id = next++ as never;
  return [
    label,
    async (store) => {
      await store('updates').insertOne({ _id, ...base() });
      const result = await store('updates').updateOne({ _id, ...filter }, update, options);
      return [result.matchedCount, result.modifiedCount, await store('updates').findOne({ _id })];
    },
  ];
}
