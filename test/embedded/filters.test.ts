import mongoose from 'mongoose';
import { openBoth, type Case, type CollectionOf } from './support/agreement.ts';
import { sampleFilters, sampleSorts } from './support/filters.ts';
import { randomFrom, sampleDocuments, sampleValues } from './support/samples.ts';
import type { Doc } from './support/stores.ts';
import { describeWithMongodb } from './support/with-mongodb.ts';

const { EJSON } = mongoose.mongo.BSON;
const INDEXES: Record<string, 1 | -1>[] = [
  { a: 1 },
  { b: -1 },
  { a: 1, b: 1 },
  { n: 1, s: -1 },
  { 'o.p': 1, 'o.q': -1 },
  { t: 1, n: 1 },
  { 'w.k': 1, 'w.v': 1 },
  { at: -1 },
];

async function ids(store: CollectionOf, filter: Doc, options: Doc = {}): Promise<unknown[]> {
  const byId = { projection: { _id: 1 }, sort: { _id: 1 }, ...options } as const;
  return (await store('mixed').find(filter, byId).toArray()).map(({ _id }) => _id);
}

// MongoDB contradicts itself on nested arrays once it has an index, so only the embedded store gets them here.
describeWithMongodb.each([
  ['without indexes', []],
  ['with indexes', INDEXES],
])('filters answer as MongoDB does, %s', (_name, indexes) => {
  let both: Awaited<ReturnType<typeof openBoth>>;
  beforeAll(async () => {
    both = await openBoth();
    for (const store of [both.embedded, both.mongodb])
      await store.collection('mixed').insertMany(sampleDocuments(240, 7));
    for (const key of indexes) await both.embedded.collection('mixed').createIndex(key);
  });
  afterAll(() => both.close());

  it.each(['a', 'b'])('compares %s with every kind of value', async (field) => {
    const operators = ['$eq', '$gt', '$gte', '$lt', '$lte', '$ne'];
    const cases = sampleValues().flatMap((value, i) => [
      ...operators.map((name): [string, Doc] => [`${name} #${i}`, { [name]: value }]),
      [`not $gt #${i}`, { $not: { $gt: value } }] as [string, Doc],
      [`plain #${i}`, value] as [string, Doc],
    ]);
    // A regex is refused as an operand of $ne and the ranges; both must say so.
    expect(
      await both.differences(
        cases.map(([label, test]): Case => [label, (store) => ids(store, { [field]: test })]),
      ),
    ).toEqual([]);
  });

  it('finds, counts, skips and limits by each filter', async () => {
    const cases = sampleFilters.flatMap((filter): Case[] => {
      const label = EJSON.stringify(filter);
      const page = { sort: { n: 1, s: -1 }, skip: 3, limit: 7 };
      return [
        [label, (store) => ids(store, filter)],
        [`${label} page`, (store) => ids(store, filter, page)],
        [`${label} count`, (store) => store('mixed').countDocuments(filter)],
        [
          `${label} in part`,
          (store) => store('mixed').countDocuments(filter, { skip: 2, limit: 9 }),
        ],
      ];
    });
    expect(await both.differences(cases)).toEqual([]);
  });

  it('sorts values of every kind', async () => {
    const cases = sampleSorts.map((sort): Case => {
      return [JSON.stringify(sort), (store) => ids(store, {}, { sort: { ...sort, _id: 1 } })];
    });
    expect(await both.differences(cases)).toEqual([]);
  });

  it('gives as many distinct values', async () => {
    const fields = ['a', 'b', 't', 'w.k', 'w.v', 'o.q', 'a.x', 'n'];
    const cases = fields.map((field): Case => {
      return [field, async (store) => (await store('mixed').distinct(field)).length];
    });
    expect(await both.differences(cases)).toEqual([]);
  });

  it('agrees on random filters, sorts and limits', async () => {
    const cases = Array.from({ length: 200 }, (_, seed): Case => {
      const { filter, sort, limit } = randomQuery(seed);
      const options = { sort: { ...sort, _id: 1 }, limit };
      return [`${seed}: ${EJSON.stringify(filter)}`, (store) => ids(store, filter, options)];
    });
    expect(await both.differences(cases)).toEqual([]);
  });
});

function randomQuery(seed: number): { filter: Doc; sort: Doc; limit: number } {
  const random = randomFrom(seed);
  const values = sampleValues().filter((value) => !(value instanceof RegExp));
  const value = () => values[random(values.length)];
  const clause = (): Doc => {
    const field = ['a', 'b', 'n', 't', 'o.p', 'w.v', 'a.x', 's'][random(8)]!;
    const choices: (() => Doc)[] = [
      () => ({ [field]: { $in: [value(), value(), random(9)] } }),
      () => ({ [field]: { $gte: random(8) } }),
      () => ({ [field]: { $lt: random(200) } }),
      () => ({ [field]: { $ne: value() } }),
      () => ({ $or: [{ [field]: value() }, { n: random(10) }] }),
      () => ({ [field]: { $gt: value(), $lte: value() } }),
      () => ({ [field]: random(8) }),
    ];
    return choices[random(choices.length)]!();
  };
  const sort: Doc = {};
  for (const field of [['n', 's'], ['a'], ['o.p', 'o.q'], ['at'], ['b']][random(5)]!)
    sort[field] = random(2) ? 1 : -1;
  const filter = { $and: [clause(), clause(), ...(random(2) ? [clause()] : [])] };
  return { filter, sort, limit: random(3) ? 0 : 9 };
}
