import { serverError } from './errors.ts';
import { afterPrefix, encode, EMPTY_ARRAY, foldFor, inverted, type Fold } from './key-encoding.ts';
import { compileFilter, type Predicate } from './match.ts';
import { isOperators, isPlain, leavesAt, type Doc } from './paths.ts';

// LMDB takes keys of at most 1,978 bytes: prefix, fields, _id and its length must fit.
const LONGEST_TEXT = 300;
const LONGEST_KEY = 1400;

export interface IndexRecord {
  id: number;
  name: string;
  key: Record<string, 1 | -1>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Doc;
  collation?: Doc;
  expireAfterSeconds?: number;
  building?: boolean;
  /** These two only ever turn on: once a document needed it, queries must reckon with it. */
  multikey?: boolean;
  inexact?: boolean;
}
export interface IndexField {
  path: string;
  parts: string[];
  descending: boolean;
}
export interface Index {
  record: IndexRecord;
  fields: IndexField[];
  prefix: Buffer;
  covers: Predicate | null;
  fold?: Fold;
  holdsDocuments: boolean;
}

export function keyPrefix(kind: number, id: number): Buffer {
  const prefix = Buffer.alloc(5, kind);
  prefix.writeUInt32BE(id, 1);
  return prefix;
}

export function fieldsOf(key: object): IndexField[] {
  return Object.entries(key).map(([path, direction]) => ({
    path,
    parts: path.split('.'),
    descending: direction === -1,
  }));
}

export function openIndex(record: IndexRecord, prefix: Buffer, holdsDocuments = false): Index {
  const covers = record.partialFilterExpression
    ? compileFilter(record.partialFilterExpression)
    : null;
  return {
    record,
    fields: fieldsOf(record.key),
    prefix,
    covers,
    fold: foldFor(record.collation),
    holdsDocuments,
  };
}

export function checkIndexRequest(key: Doc, options: Doc): void {
  for (const [path, kind] of Object.entries(key))
    if (kind !== 1 && kind !== -1)
      throw serverError(
        67,
        `index type ${JSON.stringify(kind)} on ${path} is not supported by the embedded store`,
      );
  if (options.sparse && options.partialFilterExpression)
    throw serverError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  if (options.partialFilterExpression) checkPartialFilter(options.partialFilterExpression);
}

function checkPartialFilter(filter: Doc): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || key === '$or') condition.forEach(checkPartialFilter);
    else if (key.startsWith('$'))
      throw serverError(67, `Expression not supported in partial index: ${key}`);
    else if (isOperators(condition)) {
      for (const [name, operand] of Object.entries(condition)) {
        const allowed =
          ['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$in'].includes(name) ||
          (name === '$exists' && operand);
        if (!allowed)
          throw serverError(67, `Expression not supported in partial index: ${key} ${name}`);
      }
    } else if (condition instanceof RegExp)
      throw serverError(67, `Expression not supported in partial index: ${key} $regex`);
  }
}

export interface IndexKeys {
  keys: Buffer[];
  multikey: boolean;
  inexact: boolean;
}

/** Every key under which an index holds a document, without prefix and _id. */
export function keysFor(
  index: Index,
  document: Doc,
  longestText = LONGEST_TEXT,
  longestKey = LONGEST_KEY,
): IndexKeys {
  if (index.covers && !index.covers(document)) return { keys: [], multikey: false, inexact: false };
  if (
    index.record.sparse &&
    index.fields.every(({ parts }) => leavesAt(document, parts).every((leaf) => leaf === undefined))
  )
    return { keys: [], multikey: false, inexact: false };
  return compoundKeys(index.fields, document, longestText, longestKey, index.fold);
}

export function compoundKeys(
  fields: IndexField[],
  document: Doc,
  longestText = Infinity,
  longestKey = Infinity,
  fold?: Fold,
): IndexKeys {
  const arrays = new Set(
    fields
      .filter(({ parts }) => Array.isArray(document[parts[0]!]) && !/^\d+$/.test(parts[1] ?? ''))
      .map(({ parts }) => parts[0]!),
  );
  if (arrays.size > 1)
    throw serverError(
      171,
      `cannot index parallel arrays ${[...arrays]
        .reverse()
        .map((name) => `[${name}]`)
        .join(' ')}`,
    );
  const [root] = arrays;
  const elements: unknown[] = root === undefined ? [undefined] : document[root];
  // Fields below one array belong together element by element: [{x: 1, y: 2}, {x: 3, y: 4}] has the keys (1, 2) and (3, 4).
  const rows =
    root === undefined
      ? [document]
      : elements.length
        ? elements.map((element) => ({ ...document, [root]: element }))
        : [{ ...document, [root]: EMPTY_ARRAY }];
  let inexact = false;
  const keys = new Map<string, Buffer>();
  for (const row of rows) {
    let partial: Buffer[] = [Buffer.alloc(0)];
    for (const { parts, descending } of fields) {
      const values = parts[0] === root ? elementValues(row, parts) : expanded(leavesAt(row, parts));
      const encoded = values.map((value) => {
        const { bytes, inexact: cut } = encode(value, longestText, fold);
        inexact ||= cut;
        return descending ? inverted(bytes) : bytes;
      });
      partial =
        partial.length === 1 && encoded.length === 1
          ? [Buffer.concat([partial[0]!, encoded[0]!])]
          : partial.flatMap((head) => encoded.map((tail) => Buffer.concat([head, tail])));
    }
    for (let key of partial) {
      if (key.length > longestKey) {
        key = key.subarray(0, longestKey);
        inexact = true;
      }
      keys.set(key.toString('latin1'), key);
    }
  }
  return { keys: [...keys.values()], multikey: root !== undefined || keys.size > 1, inexact };
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

export function entryKey(index: Index, key: Buffer, idKey: Buffer): Buffer {
  const entry = Buffer.concat([index.prefix, key, idKey, Buffer.alloc(2)]);
  entry.writeUInt16BE(idKey.length, entry.length - 2);
  return entry;
}

export function idKeyOf(index: Index, entry: Buffer): Buffer {
  if (index.holdsDocuments) return Buffer.from(entry.subarray(5));
  return Buffer.from(
    entry.subarray(entry.length - 2 - entry.readUInt16BE(entry.length - 2), entry.length - 2),
  );
}

export function rangeOf(prefix: Buffer): { start: Buffer; end: Buffer } {
  return { start: prefix, end: afterPrefix(prefix) };
}
