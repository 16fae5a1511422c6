import { foldFor, type Fold } from './collation.ts';
import { serverError } from './errors.ts';
import { compileFilter, type Predicate } from './match.ts';
import { isOperators, type Doc } from './paths.ts';

/** What the store keeps of an index. */
export interface IndexRecord {
  id: number;
  name: string;
  key: Record<string, 1 | -1>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Doc;
  collation?: Doc;
  /** Documents go this many seconds after the date in the index's field. */
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
  /** Whether a partial index holds a document; null when it holds all. */
  covers: Predicate | null;
  fold: Fold | undefined;
  /** True of the documents themselves, which lie in the order of their _id. */
  holdsDocuments: boolean;
}

export function openIndex(record: IndexRecord, prefix: Buffer, holdsDocuments = false): Index {
  const partial = record.partialFilterExpression;
  return {
    record,
    fields: fieldsOf(record.key),
    prefix,
    covers: partial ? compileFilter(partial) : null,
    fold: foldFor(record.collation),
    holdsDocuments,
  };
}

export function fieldsOf(key: object): IndexField[] {
  return Object.entries(key).map(([path, direction]) => ({
    path,
    parts: path.split('.'),
    descending: direction === -1,
  }));
}

/** @throws MongoServerError 67 for what the store, or MongoDB itself, does not index. */
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

const PARTIAL_OPERATORS = ['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$in'];

function checkPartialFilter(filter: Doc): void {
  const refuse = (what: string) =>
    serverError(67, `Expression not supported in partial index: ${what}`);
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || key === '$or') condition.forEach(checkPartialFilter);
    else if (key.startsWith('$')) throw refuse(key);
    else if (condition instanceof RegExp) throw refuse(`${key} $regex`);
    else if (isOperators(condition)) {
      for (const [name, operand] of Object.entries(condition))
        if (!PARTIAL_OPERATORS.includes(name) && !(name === '$exists' && operand))
          throw refuse(`${key} ${name}`);
    }
  }
}
