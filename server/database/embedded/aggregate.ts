import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipelineStages from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { toUtc, truncateDate } from './date-trunc.ts';
import { notSupported, serverError } from './errors.ts';
import { compareValues, rankOf, RANK } from './key-encoding.ts';
import { compileFilter, typeName } from './match.ts';
import { clone, leavesAt, setAt, type Doc, type Value } from './paths.ts';
import { sortDocuments, sortOf } from './sort.ts';

/** Reads all documents of a collection that match; aggregation runs on arrays. */
export type ReadAll = (collection: string, filter: Doc, collation?: Doc) => Doc[];

export const updateStages = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

export function aggregate(
  documents: Doc[],
  pipeline: Doc[],
  readAll: ReadAll,
  collation?: Doc,
): Doc[] {
  return run(documents, pipeline, optionsFor(readAll, collation));
}

/** Options for single expressions: $expr in filters, computed fields in projections. */
export const expressionOptions = () =>
  optionsFor(() => {
    throw notSupported('a collection in an expression');
  });

function run(documents: Doc[], pipeline: Doc[], options: Value): Doc[] {
  for (const stage of pipeline)
    for (const name of Object.keys(stage))
      if (!(name in ours) && !(name in pipelineStages))
        throw serverError(40324, `Unrecognized pipeline stage name: '${name}'`);
  try {
    return (new Aggregator(pipeline, options).run(documents) as Doc[]).map(clone);
  } catch (error: Value) {
    const unknown = /accumulator '(\$\w+)' is not registered/.exec(error.message)?.[1];
    if (unknown) throw serverError(31325, `Unrecognized expression '${unknown}'`);
    throw error.constructor.name === 'MingoError' ? serverError(2, error.message) : error;
  }
}

/** mingo hands stages its own options object, which remembers a root document; plain options begin afresh. */
const nested = (options: Value, variables?: Doc) => ({
  ...options.options,
  variables: { ...options.options.variables, ...options.local.variables, ...variables },
});

const ours: Record<string, (documents: Value, operand: Value, options: Value) => Value> = {
  $match: (documents, filter, options) =>
    documents.filter(
      compileFilter(filter, {
        collation: options.collation,
        expressionOptions: () => nested(options),
      }),
    ),
  $sort: (documents, sort, options) =>
    documents.transform((all: Doc[]) =>
      Lazy(sortDocuments([...all], sortOf(sort), options.collation)),
    ),
  $count: (documents, name) =>
    documents.transform((all: Doc[]) => Lazy(all.length ? [{ [name]: all.length }] : [])),
  $lookup: (documents, { from, localField, foreignField, as, let: bound, pipeline }, options) =>
    documents.map((document: Doc) => {
      const variables = bound ? (evalExpr(document as never, bound, nested(options)) as Doc) : {};
      const filter = localField
        ? { [foreignField]: { $in: localValues(document, localField) } }
        : filterFromLet(pipeline, variables);
      let joined = options.options.readAll(from, filter, options.collation);
      if (pipeline?.length) joined = run(joined.map(clone), pipeline, nested(options, variables));
      const result = clone(document);
      setAt(result, as.split('.'), clone(joined));
      return result;
    }),
  $unionWith: (documents, operand, options) =>
    documents.transform((all: Doc[]) => {
      const { coll, pipeline = [] } = typeof operand === 'string' ? { coll: operand } : operand;
      return Lazy([
        ...all,
        ...run(
          options.options.readAll(coll, {}, options.collation).map(clone),
          pipeline,
          nested(options),
        ),
      ]);
    }),
  $bucket: (documents, { groupBy, boundaries, default: other, output }, options) =>
    documents.transform((all: Doc[]) => {
      const buckets = new Map<unknown, Doc[]>();
      for (const document of all) {
        const value = evalExpr(document as never, groupBy, nested(options));
        const at = boundaries.findIndex(
          (low: unknown, i: number) =>
            i < boundaries.length - 1 &&
            compareValues(value, low) >= 0 &&
            compareValues(value, boundaries[i + 1]) < 0,
        );
        if (at < 0 && other === undefined)
          throw serverError(
            7158302,
            '$switch could not find a matching branch for an input, and no default was specified.',
          );
        const key = at < 0 ? other : boundaries[at];
        buckets.set(key, [...(buckets.get(key) ?? []), document]);
      }
      const groups = [...buckets]
        .sort(([a], [b]) => compareValues(a, b))
        .flatMap(([key, members]) =>
          run(
            members,
            [{ $group: { _id: { $literal: key }, ...(output ?? { count: { $sum: 1 } }) } }],
            nested(options),
          ),
        );
      return Lazy(groups);
    }),
};

const isTrue = (value: Value) =>
  value !== null &&
  value !== undefined &&
  value !== false &&
  !(rankOf(value) === RANK.number && Number(value) === 0);

/** Missing comes before null here, unlike in filters. */
function order(a: unknown, b: unknown): number {
  return a === undefined || b === undefined
    ? Number(b === undefined) - Number(a === undefined)
    : Math.sign(compareValues(a, b));
}

type Evaluate = (document: Value, operand: Value, options: Value) => Value;
const comparing =
  (answer: (order: number) => unknown): Evaluate =>
  (document, operand, options) => {
    const [a, b] = operand.map((each: unknown) => evalExpr(document, each as never, options));
    return answer(order(a, b));
  };

/** Where mingo's expressions differ from MongoDB's. */
const corrected: Record<string, Evaluate> = {
  $cmp: comparing((result) => result),
  $eq: comparing((result) => result === 0),
  $ne: comparing((result) => result !== 0),
  $gt: comparing((result) => result > 0),
  $gte: comparing((result) => result >= 0),
  $lt: comparing((result) => result < 0),
  $lte: comparing((result) => result <= 0),
  $and: (document, operand, options) =>
    [operand].flat().every((each) => isTrue(evalExpr(document, each, options))),
  $or: (document, operand, options) =>
    [operand].flat().some((each) => isTrue(evalExpr(document, each, options))),
  $not: (document, operand, options) => !isTrue(evalExpr(document, [operand].flat()[0], options)),
  $cond: (document, operand, options) => {
    const [test, yes, no] = Array.isArray(operand)
      ? operand
      : [operand.if, operand.then, operand.else];
    return evalExpr(document, isTrue(evalExpr(document, test, options)) ? yes : no, options);
  },
  $type: (document, operand, options) => typeName(evalExpr(document, [operand].flat()[0], options)),
  $dateTrunc: (document, operand, options) =>
    truncateDate(evalExpr(document, operand, options) as Doc),
  $dateFromParts: (document, { timezone, ...operand }, options) =>
    zoned(
      expression.$dateFromParts(document, operand, options),
      evalExpr(document, timezone, options),
    ),
  $dateFromString: (document, { timezone, ...operand }, options) =>
    zoned(
      expression.$dateFromString(document, operand, options),
      evalExpr(document, timezone, options),
    ),
};

function zoned(date: Value, timezone: Value): unknown {
  return date instanceof Date && timezone ? new Date(toUtc(date.getTime(), timezone)) : date;
}

const context = Context.init({
  accumulator: accumulator as never,
  projection: projection as never,
  query: query as never,
  window: window as never,
  expression: { ...expression, ...corrected } as never,
  pipeline: {
    ...pipelineStages,
    ...ours,
    $merge: () => {
      throw notSupported('$merge before the last stage');
    },
  } as never,
});

function optionsFor(readAll: ReadAll, collation?: Doc): Value {
  // mingo runs its own window functions as scripts; scripts of callers are refused before they get here.
  return {
    context,
    collation,
    readAll,
    scriptEnabled: true,
    collectionResolver: (name: string) => readAll(name, {}).map(clone),
  };
}

function localValues(document: Doc, path: string): unknown[] {
  const values = leavesAt(document, path.split('.'))
    .flat()
    .map((value) => value ?? null);
  return values.length ? values : [null];
}

/** `$expr: { $eq: ['$field', '$$bound'] }` at the head of a joined pipeline becomes an equality, which an index can serve. */
function filterFromLet(pipeline: Doc[] = [], variables: Doc): Doc {
  const condition = pipeline[0]?.$match?.$expr;
  const equalities = (condition?.$and ?? [condition]).flatMap(
    (each: Value): [string, unknown][] => {
      const [left, right] = each?.$eq ?? [];
      const [field, bound] = String(left).startsWith('$$') ? [right, left] : [left, right];
      const value =
        typeof bound === 'string' && bound.startsWith('$$') ? variables[bound.slice(2)] : undefined;
      const plainField = typeof field === 'string' && /^\$[^$]/.test(field);
      return plainField && value !== undefined && value !== null && !Array.isArray(value)
        ? [[field.slice(1), value]]
        : [];
    },
  );
  return Object.fromEntries(
    equalities.map(([field, value]: [string, unknown]) => [field, { $eq: value }]),
  );
}
