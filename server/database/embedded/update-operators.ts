import mongoose from 'mongoose';
import { serverError } from './errors.ts';
import { compileCondition, compileFilter } from './match.ts';
import {
  isOperators,
  isPlain,
  leavesAt,
  setAt,
  unsetAt,
  valueAt,
  type Doc,
  type Value,
} from './paths.ts';
import { sortDocuments, sortOf } from './sort.ts';
import { compareValues, sameValue } from './value-order.ts';
import { RANK, rankOf } from './value-rank.ts';

const { Long, Timestamp } = mongoose.mongo.BSON;

/** Changes one place of a document; the document is the caller's own. */
export type Change = (document: Doc, path: string[], operand: Value) => void;

export const OPERATORS: Record<string, Change> = {
  $set: setAt,
  $setOnInsert: setAt,
  $unset: unsetAt,
  $inc: (document, path, by) =>
    setAt(document, path, arithmetic('$inc', valueAt(document, path), by)),
  $mul: (document, path, by) =>
    setAt(document, path, arithmetic('$mul', valueAt(document, path), by)),
  $min: (document, path, value) => keepIf(document, path, value, (order) => order < 0),
  $max: (document, path, value) => keepIf(document, path, value, (order) => order > 0),
  $currentDate: (document, path, kind) =>
    setAt(
      document,
      path,
      kind?.$type === 'timestamp'
        ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 })
        : new Date(),
    ),
  $rename: (document, path, target) => {
    const value = valueAt(document, path);
    if (value === undefined) return;
    unsetAt(document, path);
    setAt(document, String(target).split('.'), value);
  },
  $push: (document, path, operand) => {
    const {
      $each = [operand],
      $position,
      $slice,
      $sort,
    } = isOperators(operand) ? operand : { $each: [operand] };
    const list = arrayAt(document, path, '$push');
    list.splice($position ?? list.length, 0, ...$each);
    if (typeof $sort === 'number') list.sort((a, b) => compareValues(a, b) * $sort);
    else if ($sort) sortDocuments(list, sortOf($sort));
    if ($slice !== undefined)
      list.splice(0, list.length, ...($slice < 0 ? list.slice($slice) : list.slice(0, $slice)));
    setAt(document, path, list);
  },
  $addToSet: (document, path, operand) => {
    const list = arrayAt(document, path, '$addToSet');
    for (const value of isOperators(operand) ? operand.$each : [operand])
      if (!list.some((each) => sameValue(each, value))) list.push(value);
    setAt(document, path, list);
  },
  $pull: (document, path, operand) => {
    const byFields = isPlain(operand) && !isOperators(operand) ? compileFilter(operand) : null;
    const byValue = byFields ? null : compileCondition(operand, {}, {}, false);
    retain(
      document,
      path,
      '$pull',
      (value) => !(byFields ? isPlain(value) && byFields(value) : byValue!([value])),
    );
  },
  $pullAll: (document, path, values) =>
    retain(
      document,
      path,
      '$pullAll',
      (value) => !values.some((each: unknown) => sameValue(each, value)),
    ),
  $pop: (document, path, end) => {
    const list = valueAt(document, path);
    if (list === undefined) return;
    if (!Array.isArray(list))
      throw serverError(14, `Path '${path.join('.')}' contains an element of non-array type`);
    if (end === -1) list.shift();
    else list.pop();
  },
  $bit: (document, path, operand) => {
    const [[name, bits]] = Object.entries(operand) as [[string, number]];
    const value = valueAt(document, path) ?? 0;
    setAt(
      document,
      path,
      name === 'and' ? value & bits : name === 'or' ? value | bits : value ^ bits,
    );
  },
};

function arithmetic(name: '$inc' | '$mul', value: Value = 0, by: Value): unknown {
  for (const each of [by, value])
    if (rankOf(each) !== RANK.number || each._bsontype === 'Decimal128')
      throw serverError(
        14,
        `Cannot apply ${name} with or to a value of type ${each?._bsontype ?? typeof each}`,
      );
  if (typeof value === 'number' && typeof by === 'number')
    return name === '$inc' ? value + by : value * by;
  const [a, b] = [Long.fromValue(value), Long.fromValue(by)];
  return name === '$inc' ? a.add(b) : a.multiply(b);
}

function keepIf(
  document: Doc,
  path: string[],
  value: unknown,
  better: (order: number) => boolean,
): void {
  const current = valueAt(document, path);
  if (current === undefined || better(compareValues(value, current))) setAt(document, path, value);
}

function arrayAt(document: Doc, path: string[], name: string): unknown[] {
  const list = valueAt(document, path) ?? (leavesAt(document, path)[0] === null ? null : []);
  if (!Array.isArray(list))
    throw serverError(
      2,
      `The field '${path.join('.')}' must be an array but is of type ${list === null ? 'null' : typeof list} (${name})`,
    );
  return list;
}

function retain(
  document: Doc,
  path: string[],
  name: string,
  keep: (value: unknown) => boolean,
): void {
  const list = valueAt(document, path);
  if (list === undefined) return;
  if (!Array.isArray(list)) throw serverError(2, `Cannot apply ${name} to a non-array value`);
  setAt(document, path, list.filter(keep));
}
