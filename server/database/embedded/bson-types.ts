import { serverError } from './errors.ts';
import type { Value } from './paths.ts';
import { RANK, rankOf } from './value-rank.ts';

const isInt = (value: Value) =>
  Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31 && !Object.is(value, -0);
const TYPES: Record<string, [number, (value: Value) => boolean]> = {
  double: [1, (v) => typeof v === 'number' && !isInt(v)],
  string: [2, (v) => typeof v === 'string'],
  object: [3, (v) => v !== undefined && rankOf(v) === RANK.object],
  array: [4, Array.isArray],
  binData: [5, (v) => rankOf(v) === RANK.binary],
  objectId: [7, (v) => v?._bsontype === 'ObjectId'],
  bool: [8, (v) => typeof v === 'boolean'],
  date: [9, (v) => v instanceof Date],
  null: [10, (v) => v === null],
  regex: [11, (v) => rankOf(v) === RANK.regex],
  int: [16, isInt],
  timestamp: [17, (v) => v?._bsontype === 'Timestamp'],
  long: [18, (v) => v?._bsontype === 'Long'],
  decimal: [19, (v) => v?._bsontype === 'Decimal128'],
  minKey: [-1, (v) => rankOf(v) === RANK.minKey],
  maxKey: [127, (v) => rankOf(v) === RANK.maxKey],
  number: [-2, (v) => rankOf(v) === RANK.number],
};

/** What aggregation's $type answers. */
export function typeName(value: Value): string {
  if (value === undefined) return 'missing';
  return Object.keys(TYPES).find((name) => name !== 'number' && TYPES[name]![1](value)) ?? 'object';
}

export function hasType(operand: Value): (value: Value) => boolean {
  const tests = [operand].flat().map((wanted) => {
    const found = Object.entries(TYPES).find(
      ([name, [code]]) => name === wanted || code === wanted,
    );
    if (!found) throw serverError(2, `Unknown type name alias: ${wanted}`);
    return found[1][1];
  });
  return (value) => tests.some((test) => test(value));
}
