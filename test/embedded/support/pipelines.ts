import type { Doc } from './stores.ts';

type Named<T> = [label: string, what: T];
const at = (more: Doc = {}) => ({ date: '$at', ...more });
const newYork = { timezone: 'America/New_York' };

/** Expressions over the fields of `sampleDocuments`, for $project and friends. */
export const sampleExpressions: Named<unknown>[] = [
  ['dateToString', { $dateToString: at({ format: '%Y-%m-%dT%H:%M:%S %j %u %V %z', ...newYork }) }],
  ['dateToParts', { $dateToParts: at(newYork) }],
  ['hour', { $hour: at(newYork) }],
  ['dayOfWeek', { $dayOfWeek: at({ timezone: 'Asia/Tokyo' }) }],
  ['dateAdd', { $dateAdd: { startDate: '$at', unit: 'month', amount: 1 } }],
  ['dateAdd zoned', { $dateAdd: { startDate: '$at', unit: 'day', amount: 1, ...newYork } }],
  [
    'dateDiff',
    { $dateDiff: { startDate: new Date('2000-01-01'), endDate: '$at', unit: 'day', ...newYork } },
  ],
  ['dateFromString', { $dateFromString: { dateString: '2020-03-08T10:00:00', ...newYork } }],
  ['dateFromParts', { $dateFromParts: { year: 2020, month: 3, day: 8, hour: 10, ...newYork } }],
  ['eq null', { $eq: ['$a', null] }],
  ['gt', { $gt: ['$a', 1] }],
  ['gt text', { $gt: ['$a', 'a'] }],
  ['cmp', { $cmp: ['$a', '$b'] }],
  ['ifNull', { $ifNull: ['$a', 'none'] }],
  ['in', { $in: ['r', '$t'] }],
  ['size', { $size: '$w' }],
  ['concatArrays', { $concatArrays: ['$t', ['x', 1, null]] }],
  ['concatArrays with nothing', { $concatArrays: ['$t', '$nowhere'] }],
  ['concatArrays with a field within', { $concatArrays: ['$t', ['$n']] }],
  ['concatArrays of lists', { $concatArrays: [['x'], [['y']]] }],
  ['filter', { $filter: { input: '$w', cond: { $gte: ['$$this.v', 4] } } }],
  ['map', { $map: { input: '$w', as: 'e', in: { $concat: ['$$e.k', '!'] } } }],
  ['setUnion', { $size: { $setUnion: ['$t', ['r', 'x']] } }],
  ['round', { $round: [{ $divide: ['$n', 3] }, 2] }],
  ['toString', { $toString: '$n' }],
  ['substrCP', { $substrCP: ['$o.q', 0, 1] }],
  ['sortArray', { $sortArray: { input: '$w', sortBy: { v: -1 } } }],
  ['first', { $first: '$t' }],
  ['arrayElemAt', { $arrayElemAt: ['$w.v', 0] }],
  ['mergeObjects', { $mergeObjects: ['$o', { z: 1 }] }],
  ['objectToArray', { $objectToArray: '$o' }],
  ['max', { $max: '$w.v' }],
  ['avg', { $avg: '$w.v' }],
  [
    'switch',
    { $switch: { branches: [{ case: { $lt: ['$n', 3] }, then: 'low' }], default: 'high' } },
  ],
  ['type', { $type: '$b' }],
  ['regexMatch', { $regexMatch: { input: '$o.q', regex: '^k' } }],
  ['and', { $and: ['$a', '$n'] }],
  ['not', { $not: ['$a'] }],
];

const byGroup = { $sort: { _id: 1 } };
const few = { $match: { s: { $lt: 20 } } };
const countOf = (path: string) => ({ $project: { c: { $size: path } } });
const lookup = (more: Doc) => ({ $lookup: { from: 'other', as: 'j', ...more } });

/** Pipelines over two collections of `sampleDocuments`, whose results have one order only. */
export const samplePipelines: Named<Doc[]>[] = [
  [
    'group by type',
    [{ $group: { _id: { $type: '$a' }, c: { $sum: 1 }, m: { $avg: '$n' } } }, byGroup],
  ],
  ['group by path', [{ $group: { _id: '$o.q', c: { $sum: '$n' }, m: { $max: '$s' } } }, byGroup]],
  ['group by two', [{ $group: { _id: { p: '$o.p', g: '$g' }, c: { $sum: 1 } } }, byGroup]],
  ['group all', [{ $group: { _id: null, c: { $sum: '$n' }, low: { $min: '$at' } } }]],
  [
    'group binary',
    [{ $match: { a: { $type: 'binData' } } }, { $group: { _id: '$a' } }, { $count: 'n' }],
  ],
  [
    'group ids',
    [{ $match: { a: { $type: 'objectId' } } }, { $group: { _id: '$a', c: { $sum: 1 } } }, byGroup],
  ],
  ['group missing', [{ $group: { _id: '$zz', c: { $sum: 1 } } }]],
  [
    'group text sums',
    [{ $group: { _id: '$g', c: { $sum: '$o.q' }, d: { $avg: '$o.q' } } }, byGroup],
  ],
  ['group arrays', [{ $group: { _id: '$t', c: { $sum: 1 } } }, { $count: 'n' }]],
  [
    'group pushes',
    [
      { $sort: { s: 1 } },
      { $group: { _id: '$g', f: { $first: '$s' }, l: { $last: '$s' }, p: { $push: '$n' } } },
      byGroup,
    ],
  ],
  [
    'match, sort, page',
    [{ $match: { n: { $gte: 4 } } }, { $sort: { n: 1, s: -1 } }, { $skip: 2 }, { $limit: 5 }],
  ],
  [
    'sort late',
    [{ $project: { x: { $subtract: ['$n', '$g'] }, s: 1 } }, { $sort: { x: -1, s: 1 } }],
  ],
  ['unwind', [{ $unwind: '$w' }, { $group: { _id: '$w.k', v: { $sum: '$w.v' } } }, byGroup]],
  [
    'unwind all',
    [few, { $unwind: { path: '$t', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
  ],
  ['project', [few, { $project: { n: 1, 'w.k': 1, o: { p: 1 } } }]],
  ['project without id', [few, { $project: { _id: 0, n: 1, s: 1 } }]],
  ['project away', [few, { $project: { a: 0, b: 0, 'o.q': 0 } }]],
  ['unset, then set', [few, { $unset: ['a', 'b'] }, { $set: { n: { $add: ['$n', '$g'] } } }]],
  ['sort anything', [{ $sort: { a: 1, _id: 1 } }, { $project: { _id: 1 } }]],
  ['lookup by field', [few, lookup({ localField: 'n', foreignField: 's' })]],
  ['lookup by id', [few, lookup({ localField: 'n', foreignField: '_id' }), { $limit: 4 }]],
  [
    'lookup with pipeline',
    [
      few,
      lookup({
        ...{ localField: 'n', foreignField: 'n' },
        pipeline: [
          { $match: { g: 1 } },
          { $sort: { s: 1 } },
          { $limit: 2 },
          { $project: { s: 1 } },
        ],
      }),
    ],
  ],
  [
    'lookup by variables',
    [
      few,
      lookup({
        let: { n: '$n', g: '$g' },
        pipeline: [
          { $match: { $expr: { $and: [{ $eq: ['$n', '$$n'] }, { $gt: ['$s', '$$g'] }] } } },
          { $sort: { s: 1 } },
          { $project: { s: 1, g: '$$g' } },
        ],
      }),
    ],
  ],
  [
    'lookup by field and variables',
    [
      few,
      lookup({
        ...{ localField: 'n', foreignField: 'n', let: { g: '$g' } },
        pipeline: [{ $match: { $expr: { $eq: ['$g', '$$g'] } } }, { $count: 'c' }],
      }),
    ],
  ],
  ['lookup through arrays', [few, lookup({ localField: 't', foreignField: 't' }), countOf('$j')]],
  ['lookup below arrays', [few, lookup({ localField: 'w.v', foreignField: 's' }), countOf('$j')]],
  ['lookup of anything', [few, lookup({ localField: 'a', foreignField: 'b' }), countOf('$j')]],
  [
    'lookup twice, unwound',
    [
      few,
      lookup({ localField: 'n', foreignField: '_id' }),
      { $unwind: '$j' },
      { $lookup: { from: 'other', localField: 'j.g', foreignField: '_id', as: 'o.deep' } },
      { $match: { 'j.n': { $gt: 2 } } },
    ],
  ],
  [
    'facet',
    [
      {
        $facet: {
          a: [{ $match: { n: { $gt: 5 } } }, { $count: 'c' }],
          b: [{ $sortByCount: '$o.q' }, { $sort: { count: -1, _id: 1 } }],
          c: [{ $bucket: { groupBy: '$n', boundaries: [0, 3, 7], default: 'other' } }],
        },
      },
    ],
  ],
  ['bucketAuto', [{ $bucketAuto: { groupBy: '$s', buckets: 4 } }]],
  ['unknown stage', [{ $nope: 1 }]],
  ['unknown expression', [{ $project: { x: { $nope: 1 } } }]],
  ['count', [{ $match: { n: 3 } }, { $count: 'n' }]],
  ['count nothing', [{ $match: { s: -1 } }, { $count: 'n' }]],
  ['count all', [{ $count: 'n' }]],
  ['union', [few, { $unionWith: { coll: 'other', pipeline: [{ $match: { s: 2 } }] } }]],
  [
    'window',
    [
      few,
      {
        $setWindowFields: {
          ...{ partitionBy: '$g', sortBy: { s: 1 } },
          output: {
            r: { $rank: {} },
            run: { $sum: '$n', window: { documents: ['unbounded', 'current'] } },
          },
        },
      },
      { $sort: { _id: 1 } },
    ],
  ],
  [
    'graph',
    [
      { $match: { s: 3 } },
      {
        $graphLookup: {
          ...{ from: 'other', startWith: '$n', connectFromField: 'g', connectToField: 'n' },
          ...{ as: 'r', maxDepth: 1 },
        },
      },
      countOf('$r'),
    ],
  ],
];
