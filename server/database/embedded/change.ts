import mongoose from 'mongoose';
import { expressionOptions } from './aggregate-context.ts';
import { updateWithPipeline } from './aggregate.ts';
import { decodeDocument } from './bson-walk.ts';
import type { EmbeddedDatabase } from './database.ts';
import { serverError } from './errors.ts';
import { encode } from './key-encoding.ts';
import { compileFilter } from './match.ts';
import type { Doc } from './paths.ts';
import { plain, plainList, refuseOptions } from './plain.ts';
import { insertBson, removeFound, replaceFound } from './put-document.ts';
import { prepareScan, select } from './reading.ts';
import type { Found } from './scan.ts';
import { pause, sliceEnd } from './slices.ts';
import { sortOf, type Sort } from './sort.ts';
import { documentFromFilter } from './update-start.ts';
import { compileUpdate, type Update } from './update.ts';

const { BSON, ObjectId } = mongoose.mongo;

export interface Changed {
  matched: number;
  modified: number;
  upserted: { _id: unknown } | null;
}

export interface Prepared {
  filter: Doc;
  apply: Update;
  /** The update is a whole document. */
  replacing: boolean;
  sort: Sort;
  arrayFilters: Doc[];
  collation: Doc;
  upsert: boolean;
}

/** Reads what a caller asks for, before anything is written. */
export function prepareChange(filter: Doc, update: Doc | Doc[], options: Doc): Prepared {
  refuseOptions(options);
  return {
    filter: plain(filter),
    ...updater(update, options),
    sort: sortOf(options.sort),
    arrayFilters: plainList(options.arrayFilters),
    collation: options.collation,
    upsert: Boolean(options.upsert),
  };
}

function updater(update: Doc | Doc[], options: Doc): { apply: Update; replacing: boolean } {
  if (Array.isArray(update))
    return { apply: updateWithPipeline(plainList(update)), replacing: false };
  return {
    apply: compileUpdate(plain(update, options.ignoreUndefined)),
    replacing: !Object.keys(update)[0]?.startsWith('$'),
  };
}

/** Only inside a write. */
export function findFirst(
  database: EmbeddedDatabase,
  name: string,
  wish: Omit<Prepared, 'apply'> | { filter: Doc; sort: Sort; collation: Doc | undefined },
): Found | undefined {
  const { filter, sort, collation } = wish;
  return select(database, name, { filter, sort, collation, limit: 1 })[0];
}

/** Only inside a write. */
export function changeOne(database: EmbeddedDatabase, name: string, prepared: Prepared): Changed {
  const found = findFirst(database, name, prepared);
  if (!found)
    return { matched: 0, modified: 0, upserted: upsertIfWanted(database, name, prepared) };
  const { modified } = changeFound(database, name, found, prepared);
  return { matched: 1, modified: modified ? 1 : 0, upserted: null };
}

/** Only inside a write. */
export function changeFound(
  database: EmbeddedDatabase,
  name: string,
  found: Found,
  { apply, filter, arrayFilters, collation }: Prepared,
): { document: Doc; modified: boolean } {
  const before = found.document;
  const updated = apply(before, { filter, arrayFilters, inserting: false, collation });
  const bson = toBson(updated._id === undefined ? { _id: before._id, ...updated } : updated);
  const modified = !bson.equals(toBson(before));
  const document = decodeDocument(bson, 0);
  if (!encode(document._id).bytes.equals(encode(before._id).bytes))
    throw serverError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  if (modified)
    replaceFound({ database, state: database.catalog.stateOf(name)! }, document, bson, found);
  return { document, modified };
}

/** Only inside a write. Answers the document that was made, or null when none was wanted. */
export function upsertIfWanted(
  database: EmbeddedDatabase,
  name: string,
  prepared: Prepared,
): (Doc & { _id: unknown }) | null {
  const { apply, filter, arrayFilters, collation, replacing, upsert } = prepared;
  if (!upsert) return null;
  const start = documentFromFilter(filter);
  const base = replacing ? (start._id === undefined ? {} : { _id: start._id }) : start;
  const made = apply(base, { filter, arrayFilters, inserting: true, collation });
  const document = { _id: made._id ?? new ObjectId(), ...made };
  insertBson({ database, state: database.catalog.ensure(name) }, BSON.serialize(document));
  return document;
}

/** Like MongoDB's, not atomic as a whole: document by document, and others may write in between. */
export async function changeMany(
  database: EmbeddedDatabase,
  name: string,
  prepared: Prepared,
): Promise<Changed> {
  const changed: Changed = { matched: 0, modified: 0, upserted: null };
  await eachFound(database, name, prepared, (found) => {
    changed.matched++;
    if (changeFound(database, name, found, prepared).modified) changed.modified++;
  });
  if (!changed.matched && prepared.upsert)
    changed.upserted = await database.write(() => upsertIfWanted(database, name, prepared));
  return changed;
}

/** Only inside a write. */
export function removeFirst(
  database: EmbeddedDatabase,
  name: string,
  wish: { filter: Doc; sort: Sort; collation: Doc | undefined },
): Doc | null {
  const found = findFirst(database, name, wish);
  if (!found) return null;
  removeFound({ database, state: database.catalog.stateOf(name)! }, found);
  return found.document;
}

/** Answers how many were removed; like MongoDB's, not atomic as a whole. */
export async function removeMany(
  database: EmbeddedDatabase,
  name: string,
  filter: Doc,
  collation: Doc | undefined,
): Promise<number> {
  let removed = 0;
  await eachFound(database, name, { filter, collation }, (found) => {
    removeFound({ database, state: database.catalog.stateOf(name)! }, found);
    removed++;
  });
  return removed;
}

/** Finds first and then visits each that still matches, inside writes; what is visited may be changed or removed. */
async function eachFound(
  database: EmbeddedDatabase,
  name: string,
  { filter, collation }: { filter: Doc; collation: Doc | undefined },
  visit: (found: Found) => void,
): Promise<void> {
  const matches = compileFilter(filter, { collation, expressionOptions });
  const keys: Buffer[] = [];
  const prepared = prepareScan(database, name, { filter, collation, fields: [] });
  while (prepared && !prepared.scan.done) {
    for (const { key } of prepared.scan.next(Infinity, sliceEnd())) keys.push(key);
    if (!prepared.scan.done) await pause();
  }
  let at = 0;
  if (!keys.length) return;
  await database.writeInSlices(() => {
    const key = keys[at++]!;
    const document = database.documents.readOnce(key);
    if (document && matches(document)) visit({ key, document, shared: false });
    return at < keys.length;
  });
}

function toBson(document: Doc): Buffer {
  const bytes = BSON.serialize(document);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
