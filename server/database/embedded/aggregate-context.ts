import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipelineStages from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { notSupported, serverError } from './errors.ts';
import { correctedExpressions } from './mingo-expressions.ts';
import { correctedStages } from './mingo-stages.ts';
import { clone, type Doc, type Value } from './paths.ts';

/** Reads the matching documents of a collection, all at once and as copies; mingo runs on arrays. */
export type ReadAll = (collection: string, filter: Doc, collation?: Doc) => Doc[];

const stages = correctedStages(runMingo);

const context = Context.init({
  accumulator: accumulator as never,
  projection: projection as never,
  query: query as never,
  window: window as never,
  expression: { ...expression, ...correctedExpressions } as never,
  pipeline: {
    ...pipelineStages,
    ...stages,
    $merge: () => {
      throw notSupported('$merge before the last stage');
    },
  } as never,
});

export function mingoOptions(readAll: ReadAll, collation?: Doc, variables?: Doc): Value {
  // mingo runs its own window functions as scripts; scripts of callers are refused before they get here.
  return {
    context,
    collation,
    readAll,
    variables,
    scriptEnabled: true,
    collectionResolver: (name: string) => readAll(name, {}),
  };
}

const expressionsOnly = mingoOptions(() => {
  throw notSupported('a collection in an expression');
});

/** Options for single expressions: $expr in filters, computed fields in projections. */
export const expressionOptions = (): Value => ({ ...expressionsOnly });

/** @throws MongoServerError 40324 for a stage that does not exist. */
export function checkStages(pipeline: Doc[]): void {
  for (const stage of pipeline)
    for (const name of Object.keys(stage))
      if (!(name in stages) && !(name in pipelineStages))
        throw serverError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** The documents must be the caller's own: some stages write into what they are given. */
export function runMingo(documents: Doc[], pipeline: Doc[], options: Value): Doc[] {
  checkStages(pipeline);
  try {
    return (new Aggregator(pipeline, options).run(documents) as Doc[]).map(clone);
  } catch (error) {
    return throwAsServer(error);
  }
}

/** What mingo threw, as the server would have said it. */
export function throwAsServer(error: unknown): never {
  const { message, constructor } = error as Error;
  const unknown = /accumulator '(\$\w+)' is not registered/.exec(message)?.[1];
  if (unknown) throw serverError(31325, `Unrecognized expression '${unknown}'`);
  throw constructor.name === 'MingoError' ? serverError(2, message) : error;
}
