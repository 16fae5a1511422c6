import { openBoth, type Case } from './support/agreement.ts';
import { sampleExpressions, samplePipelines } from './support/pipelines.ts';
import { sampleDocuments } from './support/samples.ts';
import type { Doc } from './support/stores.ts';
import { describeWithMongodb } from './support/with-mongodb.ts';

const projections: [Doc, Doc?][] = [
  [{ 'w.k': 1 }],
  [{ 'n.x': 1 }],
  [{ 'w.k': 0 }],
  [{ 'o.q': 0, _id: 0 }],
  [{ n: 1, s: 0 }],
  [{ _id: 1 }],
  [{ _id: 0 }],
  [{ t: { $slice: 2 } }],
  [{ t: { $slice: -2 } }],
  [{ t: { $slice: [1, 2] } }],
  [{ n: 1, t: { $slice: 1 } }],
  [{ w: { $elemMatch: { v: { $gt: 3 } } } }],
  [{ 'w.$': 1 }, { 'w.v': { $gte: 2 } }],
  [{ 't.$': 1 }, { t: { $gt: 'r' } }],
  [{ x: { $add: ['$n', 1] }, y: '$o.p' }],
  [{ o: { p: 1 } }],
  [{ n: true }],
  [{ nope: 1 }],
];

describeWithMongodb('reading and computing as MongoDB does', () => {
  let both: Awaited<ReturnType<typeof openBoth>>;
  beforeAll(async () => {
    both = await openBoth();
    for (const store of [both.embedded, both.mongodb]) {
      await store.collection('mixed').insertMany(sampleDocuments(240, 7));
      await store.collection('other').insertMany(sampleDocuments(60, 8));
    }
    const keys: Record<string, 1 | -1>[] = [{ n: 1 }, { s: 1 }, { g: 1, s: -1 }, { t: 1 }];
    for (const key of keys) await both.embedded.collection('other').createIndex(key);
  });
  afterAll(() => both.close());

  const aggregating = ([label, pipeline]: [string, Doc[]]): Case => {
    return [label, (store) => store('mixed').aggregate(pipeline).toArray()];
  };

  it('runs pipelines', async () => {
    expect(await both.differences(samplePipelines.map(aggregating))).toEqual([]);
  });

  it('evaluates expressions', async () => {
    const cases = sampleExpressions.map(([label, x]): [string, Doc[]] => {
      return [label, [{ $match: { s: { $lt: 60 } } }, { $project: { x } }]];
    });
    expect(await both.differences(cases.map(aggregating))).toEqual([]);
  });

  it('truncates dates in time zones', async () => {
    const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
    const zones = ['America/New_York', 'Asia/Kolkata', '+03:30', 'UTC'];
    const cases = units.flatMap((unit) =>
      zones.map((timezone): [string, Doc[]] => {
        const trunc = { date: '$at', unit, timezone, binSize: 2, startOfWeek: 'monday' };
        return [`${unit} ${timezone}`, [{ $project: { d: { $dateTrunc: trunc } } }]];
      }),
    );
    expect(await both.differences(cases.map(aggregating))).toEqual([]);
  });

  it('projects what find returns', async () => {
    const cases = projections.map(([projection, filter = {}]): Case => {
      const options = { projection, sort: { _id: 1 }, limit: 40 } as const;
      return [
        JSON.stringify(projection),
        (store) => store('mixed').find(filter, options).toArray(),
      ];
    });
    expect(await both.differences(cases)).toEqual([]);
  });

  it('merges results into a collection', async () => {
    const merge = { into: 'merged', whenMatched: 'merge', whenNotMatched: 'insert' };
    const pipeline = [{ $match: { s: { $lt: 5 } } }, { $project: { n: 1 } }, { $merge: merge }];
    expect(
      await both.differences([
        aggregating(['merge', pipeline]),
        aggregating(['again', pipeline]),
        ['merged', (store) => store('merged').find().sort({ _id: 1 }).toArray()],
      ]),
    ).toEqual([]);
  });
});
