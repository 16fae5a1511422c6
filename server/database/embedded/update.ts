import type { Value } from './paths.ts';
import mongoose from 'mongoose';
import { serverError } from './errors.ts';
import { compareValues, rankOf, RANK } from './key-encoding.ts';
import { compileCondition, compileFilter, matchedElement } from './match.ts';
import {
  clone,
  isOperators,
  isPlain,
  leavesAt,
  setAt,
  unsetAt,
  valueAt,
  type Doc,
} from './paths.ts';
import { sortDocuments, sortOf } from './sort.ts';

const { Long, Timestamp } = mongoose.mongo.BSON;

export interface UpdateContext {
  filter: Doc;
  arrayFilters?: Doc[];
  inserting: boolean;
  collation?: Doc;
}
export type Update = (document: Doc, context: UpdateContext) => Doc;

const same = (a: unknown, b: unknown) => rankOf(a) === rankOf(b) && compareValues(a, b) === 0;
type Change = (document: Doc, path: string[], operand: Value) => void;

const OPERATORS: Record<string, Change> = {
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
      if (!list.some((each) => same(each, value))) list.push(value);
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
      (value) => !values.some((each: unknown) => same(each, value)),
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

export function compileUpdate(update: Doc): Update {
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$'))
    return (document) => ({
      ...(document._id === undefined ? {} : { _id: document._id }),
      ...clone(update),
    });
  for (const name of names)
    if (!OPERATORS[name])
      throw serverError(
        9,
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
  refuseConflicts(
    names.flatMap((name) =>
      Object.entries(update[name] ?? {}).flatMap(([path, value]) =>
        name === '$rename' ? [path, String(value)] : [path],
      ),
    ),
  );
  const paths = names.flatMap((name) => Object.keys(update[name] ?? {}));
  return (before, context) => {
    const unused = context.arrayFilters?.find(
      (each) =>
        !paths.some((path) => filterNames(each).some((name) => path.includes(`$[${name}]`))),
    );
    if (unused)
      throw serverError(
        9,
        `The array filter for identifier '${filterNames(unused)[0]}' was not used in the update`,
      );
    const document = clone(before);
    for (const name of names) {
      if (name === '$setOnInsert' && !context.inserting) continue;
      for (const [path, operand] of Object.entries(update[name] ?? {})) {
        for (const target of concretePaths(document, before, path, context))
          OPERATORS[name]!(document, target, clone(operand));
      }
    }
    return document;
  };
}

function refuseConflicts(paths: string[]): void {
  paths.forEach((path, i) => {
    const other = paths.find(
      (each, j) => i !== j && (each === path || each.startsWith(`${path}.`)),
    );
    if (other !== undefined)
      throw serverError(40, `Updating the path '${other}' would create a conflict at '${path}'`);
  });
}

/** Replaces `$`, `$[]` and `$[name]` by the positions that they stand for. */
function concretePaths(
  document: Doc,
  before: Doc,
  path: string,
  { filter, arrayFilters = [], collation }: UpdateContext,
): string[][] {
  let paths: string[][] = [[]];
  for (const part of path.split('.')) {
    paths = paths.flatMap((head) => {
      if (!part.startsWith('$')) return [[...head, part]];
      const list = valueAt(document, head);
      if (part === '$') {
        const position = matchedElement(filter, before, head.join('.'), { collation });
        if (position < 0)
          throw serverError(
            2,
            'The positional operator did not find the match needed from the query.',
          );
        return [[...head, String(position)]];
      }
      if (!Array.isArray(list))
        throw serverError(
          2,
          `The path '${head.join('.')}' must exist in the document in order to apply array updates.`,
        );
      const name = part.slice(2, -1);
      const wanted = arrayFilters.find((each) => filterNames(each).includes(name));
      if (name && !wanted)
        throw serverError(2, `No array filter found for identifier '${name}' in path '${path}'`);
      const test = name ? compileFilter(wanted!, { collation }) : () => true;
      return list.flatMap((element, i) =>
        test({ [name]: element }) ? [[...head, String(i)]] : [],
      );
    });
  }
  return paths;
}

/** The identifiers that an array filter speaks of, also below $and and $or. */
function filterNames(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') ? value.flatMap(filterNames) : [key.split('.')[0]!],
  );
}

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

/** The document that an upsert starts from: the equalities of its filter. */
export function documentFromFilter(filter: Doc): Doc {
  const document: Doc = {};
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || (key === '$or' && condition.length === 1))
      for (const each of condition)
        for (const [path, value] of Object.entries(documentFromFilter(each)))
          setAt(document, path.split('.'), value);
    if (key.startsWith('$') || condition instanceof RegExp) continue;
    if (!isOperators(condition)) setAt(document, key.split('.'), clone(condition));
    else if ('$eq' in condition) setAt(document, key.split('.'), clone(condition.$eq));
    else if (condition.$all?.length === 1 && !isOperators(condition.$all[0]))
      setAt(document, key.split('.'), clone(condition.$all[0]));
    else if (condition.$in?.length === 1 && !(condition.$in[0] instanceof RegExp))
      setAt(document, key.split('.'), clone(condition.$in[0]));
  }
  return document;
}
