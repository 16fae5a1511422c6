import mongoose from 'mongoose';
import { notSupported } from './errors.ts';
import { collatorFor } from './collation.ts';
import { compoundKeys } from './index-keys.ts';
import { fieldsOf, type IndexField } from './index-record.ts';
import { leavesAt, type Doc, type Value } from './paths.ts';
import { compareValues } from './value-order.ts';

export type Sort = [path: string, direction: 1 | -1][];

/** A sort in any of the forms that the driver takes. */
export function sortOf(given: Value): Sort {
  const entries: [string, Value][] =
    typeof given === 'string'
      ? [[given, 1]]
      : given instanceof Map
        ? [...given]
        : Array.isArray(given)
          ? Array.isArray(given[0])
            ? given
            : given.map((path) => [path, 1])
          : Object.entries(given ?? {});
  return entries.map(([path, direction]) => {
    if (direction?.$meta) throw notSupported('$meta');
    const step = { asc: 1, ascending: 1, desc: -1, descending: -1, 1: 1, '-1': -1 }[
      String(direction)
    ] as 1 | -1 | undefined;
    if (!step)
      throw new mongoose.mongo.MongoInvalidArgumentError(
        `Invalid sort direction: ${JSON.stringify(direction)}`,
      );
    return [path, step];
  });
}

/** Sorts in place, by the bytes that an index on the same fields would hold. */
export function sortDocuments<T>(
  rows: T[],
  sort: Sort,
  collation?: Doc,
  documentOf: (row: T) => Doc = (row) => row as Doc,
): T[] {
  const compare = collatorFor(collation) ? byCollation(sort, collation!) : null;
  const fields = fieldsOf(Object.fromEntries(sort));
  const keyed = rows.map((row) => ({
    row,
    key: compare ? null : sortKey(fields, documentOf(row)),
  }));
  keyed.sort((a, b) =>
    compare ? compare(documentOf(a.row), documentOf(b.row)) : Buffer.compare(a.key!, b.key!),
  );
  keyed.forEach(({ row }, i) => {
    rows[i] = row;
  });
  return rows;
}

/** Of an array, the smallest element when ascending, the largest when descending: the first key that the index would meet. */
function sortKey(fields: IndexField[], document: Doc): Buffer {
  const { keys } = compoundKeys(fields, document);
  return keys.reduce((first, key) => (Buffer.compare(key, first) < 0 ? key : first));
}

function byCollation(sort: Sort, collation: Doc): (a: Doc, b: Doc) => number {
  const collator = collatorFor(collation)!;
  const order = (a: unknown, b: unknown) =>
    typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : compareValues(a, b);
  const pick = (document: Doc, path: string, step: number) =>
    leavesAt(document, path.split('.'))
      .flat()
      .reduce((best, value) => (order(value, best) * step < 0 ? value : best));
  return (a, b) => {
    for (const [path, step] of sort) {
      const difference = order(pick(a, path, step), pick(b, path, step)) * step;
      if (difference) return difference;
    }
    return 0;
  };
}
