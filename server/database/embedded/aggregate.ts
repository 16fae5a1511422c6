import mongoose from 'mongoose';
import { checkStages, mingoOptions, runMingo } from './aggregate-context.ts';
import { compileExpression } from './compiled-expression.ts';
import { countDocuments } from './counting.ts';
import type { EmbeddedDatabase } from './database.ts';
import { duplicateKey, notSupported, serverError } from './errors.ts';
import { bothFilters, joinFilter } from './lookup-filter.ts';
import { fieldsNeededBy } from './named-fields.ts';
import { clone, setAt, valueAt, type Doc, type Value } from './paths.ts';
import { compileStage, optionsOf, type PipelineContext } from './pipeline-stages.ts';
import { refuseNames } from './plain.ts';
import { ownDocument, select, selectSlowly, type Selection } from './reading.ts';
import { pause, sliceEnd } from './slices.ts';
import { sortOf } from './sort.ts';
import type { Update } from './update.ts';

const { ObjectId } = mongoose.mongo;
const REFUSED = new Set([
  '$changeStream',
  '$search',
  '$geoNear',
  '$function',
  '$accumulator',
  '$out',
]);
const UPDATE_STAGES = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/** What an aggregation answers, in one batch. */
export async function* aggregateBatches(
  database: EmbeddedDatabase,
  name: string,
  stages: Doc[],
  collation: Doc | undefined,
): AsyncGenerator<Doc[]> {
  refuseNames(stages, REFUSED);
  checkStages(stages);
  const context = { database, collation, variables: undefined };
  const merge = stages.at(-1)?.$merge;
  const { selection, rest } = beginning(merge ? stages.slice(0, -1) : stages, collation);
  const counted = onlyCounts(selection, rest);
  if (counted) {
    const count = await countDocuments(database, name, selection.filter, { collation });
    yield count ? [{ [counted]: count }] : [];
    return;
  }
  const fields = fieldsNeededBy(rest);
  const source = await selectSlowly(database, name, { ...selection, fields });
  const results = await runStages(source.map(ownDocument), rest, context);
  if (merge) await mergeInto(database, results, merge);
  else yield results;
}

/** What of a pipeline the reading itself can do: match, sort and limit at its head. */
function beginning(
  stages: Doc[],
  collation: Doc | undefined,
): { selection: Selection; rest: Doc[] } {
  const rest = [...stages];
  const filter: Doc = rest[0]?.$match ? rest.shift()!.$match : {};
  const sort = rest[0]?.$sort ? sortOf(rest.shift()!.$sort) : [];
  const limit: number = rest[0]?.$limit ? rest.shift()!.$limit : Infinity;
  return { selection: { filter, sort, limit, collation }, rest };
}

function onlyCounts({ limit }: Selection, rest: Doc[]): string | null {
  return rest.length === 1 && limit === Infinity && typeof rest[0]!.$count === 'string'
    ? rest[0]!.$count
    : null;
}

async function runStages(
  documents: Doc[],
  stages: Doc[],
  context: PipelineContext,
): Promise<Doc[]> {
  let results = documents;
  for (let at = 0; at < stages.length; at++) {
    const stage = stages[at]!;
    if (stage.$lookup) {
      await lookup(results, stage.$lookup, context);
      continue;
    }
    const compiled = compileStage(stage, context);
    if (compiled) results = await compiled(results);
    else results = runMingo(results, [stage], optionsOf(context)());
  }
  return results;
}

/** Joins into the documents themselves; one at a time, so that many can be joined in slices. */
async function lookup(documents: Doc[], operand: Doc, context: PipelineContext): Promise<void> {
  const { database, collation } = context;
  const { from, as, let: bound, pipeline = [] } = operand;
  const bind = bound && compileExpression(bound, optionsOf(context));
  const place = as.split('.');
  // A filter that speaks of variables can only be judged within the pipeline.
  const { selection, rest } = usesVariables(pipeline[0]?.$match)
    ? { selection: { filter: {} }, rest: pipeline }
    : beginning(pipeline, collation);
  const fields = fieldsNeededBy(rest);
  let end = sliceEnd();
  for (const document of documents) {
    const variables = bind ? { ...context.variables, ...bind(document) } : context.variables;
    const filter = bothFilters(joinFilter(document, operand, variables), selection.filter);
    const found = select(database, from, { ...selection, filter, collation, fields }).map(
      ownDocument,
    );
    const joined = rest.length ? await runStages(found, rest, { ...context, variables }) : found;
    if (place.length === 1) document[as] = joined;
    else setAt(document, place, joined);
    if (performance.now() < end) continue;
    await pause();
    end = sliceEnd();
  }
}

function usesVariables(filter: Value): boolean {
  if (filter === null || typeof filter !== 'object') return false;
  return Object.entries(filter).some(([key, inner]) => key === '$expr' || usesVariables(inner));
}

/** @throws MongoServerError 72 for a stage that an update may not have. */
export function updateWithPipeline(stages: Doc[]): Update {
  for (const stage of stages)
    if (!UPDATE_STAGES.has(Object.keys(stage)[0]!))
      throw serverError(72, `${Object.keys(stage)[0]} is not allowed to be used within an update`);
  return (document) =>
    runMingo(
      [clone(document)],
      stages,
      mingoOptions(() => []),
    )[0]!;
}

async function mergeInto(
  database: EmbeddedDatabase,
  results: Doc[],
  operand: Value,
): Promise<void> {
  const given = typeof operand === 'string' ? { into: operand } : operand;
  const { into, on = '_id', whenMatched = 'merge', whenNotMatched = 'insert' } = given;
  if (Array.isArray(whenMatched)) throw notSupported('$merge with a pipeline');
  const target = database.collection(into.coll ?? into);
  for (const result of results) {
    const filter: Doc = {};
    for (const path of [on].flat() as string[])
      filter[path] = valueAt(result, path.split('.')) ?? new ObjectId();
    const { _id, ...fields } = result;
    const matched = await target.countDocuments(filter);
    if (matched && whenMatched === 'fail')
      throw duplicateKey(target.namespace, { name: '_id_', key: { _id: 1 } }, filter);
    if (!matched && whenNotMatched === 'fail')
      throw serverError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document',
      );
    if (!matched && whenNotMatched === 'insert') await target.insertOne({ _id, ...fields });
    if (matched && whenMatched === 'replace') await target.replaceOne(filter, fields);
    if (matched && whenMatched === 'merge') await target.updateOne(filter, { $set: fields });
  }
}
