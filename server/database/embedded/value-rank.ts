import type { Value } from './paths.ts';

/**
 * Where each BSON type stands when values of different types are ordered.
 * Source: MongoDB manual, "Comparison/Sort Order".
 */
export const RANK = {
  minKey: 5,
  emptyArray: 10,
  null: 20,
  number: 30,
  string: 40,
  object: 50,
  array: 60,
  binary: 70,
  objectId: 80,
  boolean: 90,
  date: 100,
  timestamp: 110,
  regex: 120,
  maxKey: 240,
};

const RANK_BY_BSON_TYPE: Record<string, number> = {
  ObjectId: RANK.objectId,
  Binary: RANK.binary,
  Long: RANK.number,
  Int32: RANK.number,
  Double: RANK.number,
  Decimal128: RANK.number,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  BSONSymbol: RANK.string,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
};

/** An array without elements has a place of its own, before null, in indexes and sorts. */
export const EMPTY_ARRAY = Symbol('empty array');

export function rankOf(value: Value): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'string':
      return RANK.string;
    case 'boolean':
      return RANK.boolean;
    case 'undefined':
      return RANK.null;
    case 'symbol':
      return RANK.emptyArray;
  }
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  if (value._bsontype) return RANK_BY_BSON_TYPE[value._bsontype] ?? RANK.object;
  if (value instanceof RegExp) return RANK.regex;
  return value instanceof Uint8Array ? RANK.binary : RANK.object;
}
