import { evalExpr } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import { serverError } from './errors.ts';
import { joinFilter } from './lookup-filter.ts';
import { compileFilter } from './match.ts';
import { clone, setAt, type Doc, type Value } from './paths.ts';
import { sortDocuments, sortOf } from './sort.ts';
import { compareValues } from './value-order.ts';

/** Runs a pipeline within a pipeline. */
type Run = (documents: Doc[], pipeline: Doc[], options: Value) => Doc[];

/** mingo hands stages its own options object, which remembers a root document; plain options begin afresh. */
const nested = (options: Value, variables?: Doc) => ({
  ...options.options,
  variables: { ...options.options.variables, ...options.local.variables, ...variables },
});

/** Stages whose answers differ from MongoDB's when mingo runs them; for pipelines that mingo runs, as in $facet. */
export const correctedStages = (
  run: Run,
): Record<string, (documents: Value, operand: Value, options: Value) => Value> => ({
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
  $lookup: (documents, operand, options) =>
    documents.map((document: Doc) => {
      const { from, as, let: bound, pipeline } = operand;
      const variables = bound ? (evalExpr(document as never, bound, nested(options)) as Doc) : {};
      const filter = joinFilter(document, operand, variables);
      let joined: Doc[] = options.options.readAll(from, filter, options.collation);
      if (pipeline?.length) joined = run(joined, pipeline, nested(options, variables));
      const result = clone(document);
      setAt(result, as.split('.'), joined);
      return result;
    }),
  $unionWith: (documents, operand, options) =>
    documents.transform((all: Doc[]) => {
      const { coll, pipeline = [] } = typeof operand === 'string' ? { coll: operand } : operand;
      return Lazy([
        ...all,
        ...run(options.options.readAll(coll, {}, options.collation), pipeline, nested(options)),
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
});
