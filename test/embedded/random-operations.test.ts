import mongoose from 'mongoose';
import { openBoth, type Case } from './support/agreement.ts';
import { randomFrom } from './support/samples.ts';
import type { Collection, Doc } from './support/stores.ts';
import { describeWithMongodb } from './support/with-mongodb.ts';

const { EJSON } = mongoose.mongo.BSON;
const IDS = 60;

// A unique index, one over an array, one for part of the documents: what the product's invariants rest on.
const indexes: [Record<string, 1 | -1>, Doc][] = [
  [{ code: 1 }, { unique: true, sparse: true }],
  [{ fair: 1, at: -1 }, {}],
  [{ roles: 1 }, {}],
  [
    { fair: 1, who: 1 },
    { unique: true, partialFilterExpression: { stands: true } },
  ],
];

describeWithMongodb('random operations', () => {
  let both: Awaited<ReturnType<typeof openBoth>>;
  beforeAll(async () => {
    both = await openBoth();
  });
  afterAll(() => both.close());

  it.each([1, 2, 3, 4, 5])('leave both stores alike, seed %i', async (seed) => {
    const name = `random-${seed}`;
    const random = randomFrom(seed * 7919);
    const cases: Case[] = indexes.map(([key, options]) => {
      return [JSON.stringify(key), (store) => store(name).createIndex(key, options)];
    });
    for (let i = 0; i < 400; i++) {
      const [label, run] = randomOperation(random);
      cases.push([`${i} ${label}`, (store) => run(store(name))]);
      if (i % 50 === 49) cases.push([`after ${i}`, (store) => contents(store(name))]);
    }
    expect(await both.differences(cases)).toEqual([]);
  });
});

const contents = (collection: Collection) => collection.find({}).sort({ _id: 1 }).toArray();

type Operation = [label: string, run: (collection: Collection) => Promise<unknown>];

function randomOperation(random: (below: number) => number): Operation {
  const _id = random(IDS) as never;
  const other = { _id: random(IDS) as never };
  const fields = randomFields(random);
  const filter = randomFilter(random);
  const update = randomUpdate(random);
  const shown = (verb: string, ...parts: unknown[]) => `${verb} ${EJSON.stringify(parts)}`;
  const sort = { at: random(2) ? 1 : -1, _id: 1 } as const;
  const operations: Operation[] = [
    [shown('insert', _id, fields), (c) => c.insertOne({ _id, ...fields })],
    [shown('upsert', _id, update), (c) => c.updateOne({ _id }, update, { upsert: true })],
    [shown('update', _id, update), (c) => c.updateOne({ _id }, update)],
    [
      shown('updateMany', filter, update.$inc),
      (c) => c.updateMany(filter, { $inc: update.$inc, $addToSet: { roles: 'r9' } }),
    ],
    [shown('replace', _id, fields), (c) => c.replaceOne({ _id }, fields, { upsert: true })],
    [
      shown('findOneAndUpdate', filter, update, sort),
      (c) => c.findOneAndUpdate(filter, update, { sort, returnDocument: 'after' }),
    ],
    [shown('delete', _id), (c) => c.deleteOne({ _id })],
    [shown('findOneAndDelete', filter, sort), (c) => c.findOneAndDelete(filter, { sort })],
    [shown('count', filter), (c) => c.countDocuments(filter)],
    [shown('estimate'), (c) => c.estimatedDocumentCount()],
    [shown('find', filter, sort), (c) => c.find(filter, { sort, limit: 5 }).toArray()],
    [
      shown('bulk', _id, fields, other, update),
      async (c) => {
        const operations = [
          { insertOne: { document: { _id, ...fields } } },
          { updateOne: { filter: other, update, upsert: true } },
          { deleteOne: { filter: { _id: (IDS - 1 - (_id as number)) as never } } },
        ];
        const { insertedCount, upsertedCount, deletedCount } = await c.bulkWrite(operations);
        return [insertedCount, upsertedCount, deletedCount];
      },
    ],
  ];
  return operations[random(operations.length)]!;
}

function randomFields(random: (below: number) => number): Doc {
  return {
    fair: `f${random(3)}`,
    who: random(12),
    stands: random(2) === 0,
    at: new Date(1.7e12 + random(1000) * 1000),
    ...(random(3) ? { code: `c${random(80)}` } : {}),
    roles: Array.from({ length: random(3) }, () => `r${random(4)}`),
    n: random(5),
  };
}

function randomFilter(random: (below: number) => number): Doc {
  const filters: Doc[] = [
    { fair: `f${random(3)}`, at: { $gte: new Date(1.7e12 + random(1000) * 1000) } },
    { fair: `f${random(3)}` },
    { roles: `r${random(4)}` },
    { fair: `f${random(3)}`, who: { $lt: random(12) }, stands: true },
    { code: { $in: [`c${random(80)}`, `c${random(80)}`] } },
    { $or: [{ who: random(12) }, { code: `c${random(80)}` }] },
  ];
  return filters[random(filters.length)]!;
}

function randomUpdate(random: (below: number) => number): Doc {
  const set = randomFields(random);
  const names = Object.keys(set).filter((name) => name !== 'n' && name !== 'roles');
  const name = names[random(names.length)]!;
  return { $set: { [name]: set[name] }, $inc: { n: 1 } };
}
