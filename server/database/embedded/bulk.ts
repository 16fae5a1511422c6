import mongoose from 'mongoose';
import { bulkResult, bulkWriteError, writeErrorAt, type BulkCounts } from './bulk-result.ts';
import {
  changeMany,
  changeOne,
  prepareChange,
  removeFirst,
  removeMany,
  type Changed,
} from './change.ts';
import type { EmbeddedDatabase } from './database.ts';
import { notSupported } from './errors.ts';
import type { Doc, Value } from './paths.ts';
import { plain } from './plain.ts';
import { insertBson } from './put-document.ts';

const { BSON, ObjectId } = mongoose.mongo;

/** Work that is one write, or work that has writes of its own. */
type Step = { one: () => void } | { many: () => Promise<void> };

interface Bulk {
  database: EmbeddedDatabase;
  name: string;
  options: Doc;
  counts: BulkCounts;
}

/** @throws MongoBulkWriteError with what was done until then; unordered, with every failure. */
export async function bulkWrite(
  database: EmbeddedDatabase,
  name: string,
  operations: Doc[],
  options: Doc,
) {
  const bulk: Bulk = { database, name, options, counts: noCounts() };
  const ordered = options.ordered !== false;
  // Ids are given before anything is written, as the driver does.
  operations.forEach((operation, index) => noteInsert(bulk, operation, index));
  const turns = ordered ? operations.map((_, index) => index) : byKind(operations);
  await takeSteps(
    bulk,
    turns,
    ordered,
    (index) => stepFor(bulk, operations[index]!, index),
    (index) => operations[index]!,
  );
  return bulkResult(bulk.counts, ordered);
}

/** As a bulk of nothing but inserts. */
export async function insertMany(
  database: EmbeddedDatabase,
  name: string,
  documents: Doc[],
  options: Doc,
) {
  const bulk: Bulk = { database, name, options, counts: noCounts() };
  const ordered = options.ordered !== false;
  documents.forEach((document, index) => {
    document._id ??= new ObjectId();
    bulk.counts.insertedIds.push({ index, _id: document._id });
  });
  await takeSteps(
    bulk,
    [...documents.keys()],
    ordered,
    (index) => ({ one: () => insert(bulk, documents[index]!) }),
    (index) => ({ insertOne: { document: documents[index]! } }),
  );
  const { insertedCount, insertedIds } = bulkResult(bulk.counts, ordered);
  return { acknowledged: true, insertedCount, insertedIds };
}

async function takeSteps(
  { database, counts }: Bulk,
  turns: number[],
  ordered: boolean,
  stepAt: (index: number) => Step,
  operationAt: (index: number) => Doc,
): Promise<void> {
  const failed = (index: number, error: unknown) => {
    counts.writeErrors.push(writeErrorAt(index, error, operationAt(index)));
  };
  const stopped = () => ordered && counts.writeErrors.length > 0;
  let at = 0;
  let waiting: { many: () => Promise<void> } | null = null;
  const takeOne = () => {
    const index = turns[at]!;
    try {
      const step = stepAt(index);
      if ('one' in step) step.one();
      else waiting = step;
    } catch (error) {
      failed(index, error);
    }
    if (!waiting) at++;
    return !waiting && at < turns.length && !stopped();
  };
  while (at < turns.length && !stopped()) {
    await database.writeInSlices(takeOne);
    if (!waiting) continue;
    await (waiting as { many: () => Promise<void> })
      .many()
      .catch((error) => failed(turns[at]!, error));
    waiting = null;
    at++;
  }
  if (counts.writeErrors.length) throw bulkWriteError(counts, ordered);
}

/** The driver sends an unordered bulk as its inserts, then its updates, then its deletes. */
function byKind(operations: Doc[]): number[] {
  const kinds = operations.map((operation) => Object.keys(operation)[0]![0]!);
  return ['i', 'ur', 'd'].flatMap((letters) =>
    kinds.flatMap((letter, index) => (letters.includes(letter) ? [index] : [])),
  );
}

function noteInsert({ counts }: Bulk, operation: Doc, index: number): void {
  if (!operation.insertOne) return;
  const document = operation.insertOne.document ?? operation.insertOne;
  document._id ??= new ObjectId();
  counts.insertedIds.push({ index, _id: document._id });
}

function insert({ database, name, options, counts }: Bulk, document: Doc): void {
  const bson = BSON.serialize(document, { ignoreUndefined: options.ignoreUndefined ?? false });
  insertBson({ database, state: database.catalog.ensure(name) }, bson);
  counts.nInserted++;
}

function stepFor(bulk: Bulk, operation: Doc, index: number): Step {
  const { database, name, counts } = bulk;
  const [[kind, body]] = Object.entries(operation) as [[string, Value]];
  const note = ({ matched, modified, upserted }: Changed) => {
    counts.nMatched += matched;
    counts.nModified += modified;
    if (upserted) counts.upserted.push({ index, _id: upserted._id });
  };
  const prepared = () =>
    prepareChange(body.filter, body.update ?? body.replacement, { ...bulk.options, ...body });
  switch (kind) {
    case 'insertOne':
      return { one: () => insert(bulk, body.document ?? body) };
    case 'updateOne':
    case 'replaceOne':
      return { one: () => note(changeOne(database, name, prepared())) };
    case 'updateMany':
      return { many: async () => note(await changeMany(database, name, prepared())) };
    case 'deleteOne': {
      const wish = { filter: plain(body.filter as Doc), sort: [], collation: body.collation };
      return { one: () => void (counts.nRemoved += removeFirst(database, name, wish) ? 1 : 0) };
    }
    case 'deleteMany':
      return {
        many: async () => {
          counts.nRemoved += await removeMany(database, name, plain(body.filter), body.collation);
        },
      };
  }
  throw notSupported(`bulkWrite of ${kind}`);
}

function noCounts(): BulkCounts {
  const numbers = { nInserted: 0, nUpserted: 0, nMatched: 0, nModified: 0, nRemoved: 0 };
  const lists = { writeErrors: [], writeConcernErrors: [], insertedIds: [], upserted: [] };
  return { ok: 1, ...numbers, ...lists };
}
