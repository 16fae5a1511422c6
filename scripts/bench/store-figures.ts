import type mongoose from 'mongoose';
import { FAIRS, PEOPLE, person } from './store-people.ts';

export type Collections = (name: string) => mongoose.mongo.Collection;

interface Figure {
  figure: string;
  unit: string;
  measure(collections: Collections, round: number): Promise<number>;
}

let next = 1_000_000;

/** Each takes a round's number, so that no round finds what the one before had warmed. */
export const storeFigures: Figure[] = [
  rate('inserts one after another', 300, 1, (c) => c('written').insertOne(person(next++))),
  rate('inserts 64 at once', 4096, 64, (c) => c('written').insertOne(person(next++))),
  rate('find one by a unique field', 3000, 1, (c, i) =>
    c('people').findOne({ email: `person${(i * 7919) % PEOPLE}@example.org` }),
  ),
  rate('find and update 64 at once', 4096, 64, (c, i) =>
    c('people').findOneAndUpdate(
      { email: `person${(i * 977) % PEOPLE}@example.org` },
      { $inc: { n: 1 } },
    ),
  ),
  typical('a badge with holder, school and arrival', 400, (c, i) =>
    c('badges')
      .aggregate(badgePipeline(`h${(i * 7919) % 16_000}`))
      .toArray(),
  ),
  typical('20 of a range, sorted by the index', 200, (c, i) =>
    c('people')
      .find({ fair: `f${i % FAIRS}`, at: { $gte: new Date(1.7e12 + ((i * 140) % 50_000) * 1000) } })
      .sort({ at: -1 })
      .limit(20)
      .toArray(),
  ),
  typical('20 of 3,333, sorted without index', 10, (c, i) =>
    c('people')
      .find({ fair: `f${i % FAIRS}`, state: 'active' })
      .sort({ phone: 1 })
      .limit(20)
      .toArray(),
  ),
  typical('count 10,000 by index', 20, (c, i) =>
    c('people').countDocuments({ fair: `f${i % FAIRS}` }),
  ),
  typical('group 10,000', 5, (c, i) =>
    c('people')
      .aggregate([
        { $match: { fair: `f${i % FAIRS}` } },
        { $group: { _id: '$state', n: { $sum: 1 } } },
      ])
      .toArray(),
  ),
  typical('scan 60,000 without index', 1, (c) =>
    c('people').countDocuments({ segment: 's3', phone: /7$/ }),
  ),
  {
    figure: 'insertMany of 100,000',
    unit: 's',
    async measure(collections) {
      const people = Array.from({ length: 100_000 }, (_, i) => person(i));
      await collections('imported').deleteMany({});
      return (await timed(() => collections('imported').insertMany(people))) / 1000;
    },
  },
  {
    figure: 'updateMany of 16,667',
    unit: 's',
    measure: async (collections, round) =>
      (await timed(() =>
        collections('imported').updateMany({ fair: 'f3' }, { $set: { state: `late ${round}` } }),
      )) / 1000,
  },
  {
    figure: 'deleteMany of 16,667',
    unit: 's',
    measure: async (collections, round) =>
      (await timed(() => collections('imported').deleteMany({ fair: `f${round}` }))) / 1000,
  },
];

/** What the door asks of the store for each scan. */
const badgePipeline = (hash: string) => [
  { $match: { hash } },
  {
    $lookup: {
      ...{ from: 'registrations', localField: 'holderId', foreignField: '_id' },
      pipeline: [
        { $lookup: { from: 'schools', localField: 'schoolId', foreignField: '_id', as: 'school' } },
        {
          $lookup: {
            ...{ from: 'arrivals', localField: '_id', foreignField: 'registrationId' },
            pipeline: [{ $match: { day: '2026-04-01', stands: true } }],
            as: 'arrivals',
          },
        },
      ],
      as: 'registration',
    },
  },
];

type Work = (collections: Collections, i: number) => Promise<unknown>;

/** So many runs, `lanes` at a time; in runs a second. */
function rate(figure: string, runs: number, lanes: number, work: Work): Figure {
  return {
    figure,
    unit: '/s',
    async measure(collections, round) {
      let at = round * runs;
      const end = at + runs;
      const lane = async () => {
        while (at < end) await work(collections, at++);
      };
      const ms = await timed(() => Promise.all(Array.from({ length: lanes }, lane)));
      return runs / (ms / 1000);
    },
  };
}

/** One after another; the median in milliseconds. */
function typical(figure: string, runs: number, work: Work): Figure {
  return {
    figure,
    unit: 'ms',
    async measure(collections, round) {
      const times: number[] = [];
      for (let i = 0; i < runs; i++)
        times.push(await timed(() => work(collections, round * runs + i)));
      return times.sort((a, b) => a - b)[runs >> 1]!;
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
