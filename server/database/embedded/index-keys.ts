import type { Fold } from './collation.ts';
import { serverError } from './errors.ts';
import type { Index, IndexField } from './index-record.ts';
import { KeyWriter } from './key-encoding.ts';
import { isPlain, leavesAt, type Doc } from './paths.ts';
import { PREFIX_BYTES } from './store-format.ts';
import { EMPTY_ARRAY } from './value-rank.ts';

// LMDB takes keys of at most 1,978 bytes: prefix, fields, _id and its length must fit.
export const LONGEST_TEXT = 300;
const LONGEST_KEY = 1400;
const NO_KEYS: IndexKeys = { keys: [], multikey: false, inexact: false };

export interface IndexKeys {
  keys: Buffer[];
  /** The document has arrays in the index's fields, so that it may stand in the index several times. */
  multikey: boolean;
  /** A key was cut or rounded: another value may have the same. */
  inexact: boolean;
}

/** Every key under which an index holds a document, without prefix and _id; texts are cut at 300 bytes unless told otherwise. */
export function keysFor(
  index: Index,
  document: Doc,
  longestText = LONGEST_TEXT,
  longestKey = LONGEST_KEY,
): IndexKeys {
  if (index.covers && !index.covers(document)) return NO_KEYS;
  if (index.record.sparse && index.fields.every((field) => isMissing(field, document)))
    return NO_KEYS;
  return compoundKeys(index.fields, document, longestText, longestKey, index.fold);
}

function isMissing({ parts }: IndexField, document: Doc): boolean {
  return leavesAt(document, parts).every((leaf) => leaf === undefined);
}

const writer = new KeyWriter();

/**
 * The keys of a document over several fields.
 * @throws MongoServerError 171 when two of the fields are arrays, as MongoDB does.
 */
export function compoundKeys(
  fields: IndexField[],
  document: Doc,
  longestText = Infinity,
  longestKey = Infinity,
  fold?: Fold,
): IndexKeys {
  const root = arrayRoot(fields, document);
  if (root === undefined) {
    const single = singleKey(fields, document, longestText, longestKey, fold);
    if (single) return single;
  }
  const keys = new Map<string, Buffer>();
  let inexact = false;
  for (const row of rowsOf(document, root)) {
    for (const values of combinations(fields, row, root)) {
      writer.reset(longestText, fold);
      fields.forEach((field, i) => writeField(field, values[i]));
      const key = cut(longestKey);
      inexact ||= writer.inexact;
      keys.set(key.toString('latin1'), key);
    }
  }
  return { keys: [...keys.values()], multikey: root !== undefined || keys.size > 1, inexact };
}

/** The usual case, without detours: no array anywhere. Null when one turns up below the first level. */
function singleKey(
  fields: IndexField[],
  document: Doc,
  longestText: number,
  longestKey: number,
  fold?: Fold,
): IndexKeys | null {
  writer.reset(longestText, fold);
  for (const field of fields) {
    let value: unknown = document;
    for (const part of field.parts) {
      if (Array.isArray(value)) return null;
      value = isPlain(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    }
    if (Array.isArray(value)) return null;
    writeField(field, value);
  }
  return { keys: [cut(longestKey)], multikey: false, inexact: writer.inexact };
}

function writeField({ descending }: IndexField, value: unknown): void {
  if (descending) writer.descending(value);
  else writer.value(value);
}

function cut(longestKey: number): Buffer {
  const key = writer.take();
  if (key.length <= longestKey) return key;
  writer.inexact = true;
  return key.subarray(0, longestKey);
}

/** The one field that holds an array and lies at the root of the index's paths, if there is one. */
function arrayRoot(fields: IndexField[], document: Doc): string | undefined {
  let root: string | undefined;
  for (const { parts } of fields) {
    const name = parts[0]!;
    if (name === root || !Array.isArray(document[name]) || /^\d+$/.test(parts[1] ?? '')) continue;
    if (root !== undefined)
      throw serverError(171, `cannot index parallel arrays [${name}] [${root}]`);
    root = name;
  }
  return root;
}

/** Fields below one array belong together element by element: [{x: 1, y: 2}, {x: 3, y: 4}] has the keys (1, 2) and (3, 4). */
function rowsOf(document: Doc, root: string | undefined): Doc[] {
  if (root === undefined) return [document];
  const elements: unknown[] = document[root];
  return (elements.length ? elements : [EMPTY_ARRAY]).map((element) => ({
    ...document,
    [root]: element,
  }));
}

function combinations(fields: IndexField[], row: Doc, root: string | undefined): unknown[][] {
  return fields.reduce<unknown[][]>(
    (heads, { parts }) => {
      const values = parts[0] === root ? elementValues(row, parts) : expanded(leavesAt(row, parts));
      return heads.flatMap((head) => values.map((value) => [...head, value]));
    },
    [[]],
  );
}

/** The array was already taken apart, so an array found now is an element of an array and stays whole. */
function elementValues(row: Doc, parts: string[]): unknown[] {
  const element = row[parts[0]!];
  if (parts.length === 1) return [element];
  return isPlain(element)
    ? expanded(leavesAt(element, parts.slice(1)))
    : [typeof element === 'symbol' ? element : undefined];
}

function expanded(leaves: unknown[]): unknown[] {
  const values = leaves.flatMap((leaf) =>
    Array.isArray(leaf) ? (leaf.length ? leaf : [EMPTY_ARRAY]) : [leaf],
  );
  return values.length ? values : [undefined];
}

/** The key of one entry in the store. */
export function entryKey(index: Index, key: Buffer, idKey: Buffer): Buffer {
  const entry = Buffer.allocUnsafe(PREFIX_BYTES + key.length + idKey.length + 2);
  entry.set(index.prefix, 0);
  entry.set(key, PREFIX_BYTES);
  entry.set(idKey, PREFIX_BYTES + key.length);
  entry.writeUInt16BE(idKey.length, entry.length - 2);
  return entry;
}

/** Where the encoded _id stands in an entry, or in the key of a document. */
export function idBounds(index: Index, entry: Buffer): [start: number, end: number] {
  if (index.holdsDocuments) return [PREFIX_BYTES, entry.length];
  const end = entry.length - 2;
  return [end - entry.readUInt16BE(end), end];
}

/** The key of the document that an entry points to. */
export function documentKeyOf(index: Index, entry: Buffer, documentPrefix: Buffer): Buffer {
  const [start, end] = idBounds(index, entry);
  const key = Buffer.allocUnsafe(PREFIX_BYTES + end - start);
  key.set(documentPrefix, 0);
  entry.copy(key, PREFIX_BYTES, start, end);
  return key;
}
