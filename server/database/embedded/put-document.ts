import { decodeDocument, decodeFields, FieldSet, locateField } from './bson-walk.ts';
import type { CollectionState } from './catalog.ts';
import type { EmbeddedDatabase } from './database.ts';
import { duplicateKey, notSupported, serverError } from './errors.ts';
import { documentKeyOf, entryKey, idBounds, keysFor, type IndexKeys } from './index-keys.ts';
import type { Index } from './index-record.ts';
import { encode } from './key-encoding.ts';
import { leavesAt, type Doc } from './paths.ts';
import type { Found } from './scan.ts';
import { rangeOf } from './store-format.ts';

// MongoDB's own limit.
const LONGEST_DOCUMENT = 16 * 2 ** 20;
const LONGEST_ID = 400;
const NOTHING = Buffer.alloc(0);
const ID_FIELD = new FieldSet(['_id']);

/** Where a document goes. Everything here runs inside a write, checks first and only then puts: a refusal leaves no trace. */
export interface Target {
  database: EmbeddedDatabase;
  state: CollectionState;
}

/** @throws MongoServerError 11000 for a duplicate; 10334, 53, 115 for documents and ids that cannot be stored. */
export function insertBson(target: Target, given: Uint8Array): void {
  const bson = idFirst(Buffer.from(given.buffer, given.byteOffset, given.length));
  const { indexed } = target.state;
  const { catalog } = target.database;
  const held = catalog.count(target.state);
  put(target, indexed ? decodeFields(bson, 0, indexed) : decodeDocument(bson, 0), bson, null);
  catalog.setCount(target.state, held + 1);
}

/** `fields` is the new document, or as much of it as the indexes look at. */
export function replaceFound(target: Target, fields: Doc, bson: Uint8Array, before: Found): void {
  put(target, fields, bson, before);
}

export function removeFound({ database, state }: Target, { key, document }: Found): void {
  const id = key.subarray(state.prefix.length);
  const held = database.catalog.count(state);
  for (const index of state.indexes.slice(1))
    for (const each of keysFor(index, document).keys)
      void database.store.remove(entryKey(index, each, id));
  void database.store.remove(key);
  database.catalog.setCount(state, held - 1);
}

/** Puts the entries of one index; for a document that is there already. */
export function addEntries(target: Target, index: Index, { key, document }: Found): void {
  const id = key.subarray(target.state.prefix.length);
  const now = keysFor(index, document);
  if (index.record.unique) refuseDuplicates(target, index, document, now.keys, now, id);
  for (const each of now.keys) void target.database.store.put(entryKey(index, each, id), NOTHING);
  noteShape(target, index, now);
}

function put(target: Target, fields: Doc, bson: Uint8Array, before: Found | null): void {
  const { database, state } = target;
  if (bson.length > LONGEST_DOCUMENT)
    throw serverError(
      10334,
      `BSONObj size: ${bson.length} is invalid. Size must be between 0 and ${LONGEST_DOCUMENT}`,
    );
  const id = before ? before.key.subarray(state.prefix.length) : checkedId(fields._id);
  const key = before?.key ?? Buffer.concat([state.prefix, id]);
  if (!before && database.store.doesExist(key))
    throw duplicateKey(nameOf(target), state.indexes[0]!.record, { _id: fields._id });
  const changes: { index: Index; now: IndexKeys; added: Buffer[]; gone: Buffer[] }[] = [];
  for (const index of state.indexes) {
    if (index.holdsDocuments) continue;
    const now = keysFor(index, fields);
    const old = before ? keysFor(index, before.document).keys : [];
    const added = without(now.keys, old);
    if (index.record.unique)
      refuseDuplicates(target, index, fields, now.inexact ? now.keys : added, now, id);
    changes.push({ index, now, added, gone: without(old, now.keys) });
  }
  for (const { index, now, added, gone } of changes) {
    for (const each of gone) void database.store.remove(entryKey(index, each, id));
    for (const each of added) void database.store.put(entryKey(index, each, id), NOTHING);
    noteShape(target, index, now);
  }
  database.documents.put(key, bson);
}

const nameOf = ({ database, state }: Target) => `${database.databaseName}.${state.name}`;

function without(keys: Buffer[], others: Buffer[]): Buffer[] {
  if (!others.length) return keys;
  if (others.length === 1 && keys.length === 1) return keys[0]!.equals(others[0]!) ? [] : keys;
  const names = new Set(others.map((each) => each.toString('latin1')));
  return keys.filter((each) => !names.has(each.toString('latin1')));
}

function checkedId(value: unknown): Buffer {
  const { bytes, inexact } = encode(value);
  if (Array.isArray(value) || value instanceof RegExp)
    throw serverError(
      53,
      `The '_id' value cannot be of type ${Array.isArray(value) ? 'array' : 'regex'}`,
    );
  if (inexact || bytes.length > LONGEST_ID)
    throw notSupported(`an _id that is a Decimal128 or longer than ${LONGEST_ID} bytes`);
  return bytes;
}

/** MongoDB moves _id to the front, wherever the caller had put it. */
function idFirst(bson: Buffer): Buffer {
  const place = locateField(bson, ID_FIELD);
  if (!place || place.start === 4) return bson;
  const { start, end } = place;
  const [size, id, head, tail] = [
    bson.subarray(0, 4),
    bson.subarray(start, end),
    bson.subarray(4, start),
    bson.subarray(end),
  ];
  return Buffer.concat([size, id, head, tail]);
}

function noteShape({ database, state }: Target, { record }: Index, now: IndexKeys): void {
  if ((!now.multikey || record.multikey) && (!now.inexact || record.inexact)) return;
  record.multikey ||= now.multikey;
  record.inexact ||= now.inexact;
  database.catalog.save(state);
}

function refuseDuplicates(
  target: Target,
  index: Index,
  document: Doc,
  keys: Buffer[],
  { inexact }: IndexKeys,
  id: Buffer,
): void {
  const { database, state } = target;
  for (const key of keys) {
    const range = rangeOf(Buffer.concat([index.prefix, key]));
    for (const entry of database.store.getKeys(range) as Iterable<Buffer>) {
      if (entry.subarray(...idBounds(index, entry)).equals(id)) continue;
      // A long value is cut in the index, so that two different ones may meet there.
      if (inexact || index.record.inexact) {
        const other = database.documents.readOnce(documentKeyOf(index, entry, state.prefix));
        if (!other || !shareKey(index, document, other)) continue;
      }
      const values = index.fields.map(({ path, parts }) => [path, firstValue(document, parts)]);
      throw duplicateKey(nameOf(target), index.record, Object.fromEntries(values));
    }
  }
}

function shareKey(index: Index, mine: Doc, theirs: Doc): boolean {
  const exact = (document: Doc) => keysFor(index, document, Infinity, Infinity).keys;
  const others = exact(theirs);
  return exact(mine).some((key) => others.some((other) => other.equals(key)));
}

function firstValue(document: Doc, parts: string[]): unknown {
  const [first] = leavesAt(document, parts);
  return (Array.isArray(first) ? first[0] : first) ?? null;
}
