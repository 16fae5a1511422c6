import { evalExpr } from 'mingo/core';
import { notSupported, serverError } from './errors.ts';
import { collatorFor, compareValues, foldFor, rankOf, RANK, type Fold } from './key-encoding.ts';
import {
  isIndex,
  isOperators,
  isPlain,
  leavesAndPicked,
  leavesAt,
  type Doc,
  type Value,
} from './paths.ts';

export interface MatchOptions {
  collation?: Value;
  expressionOptions?: Value;
}
export type Predicate = (document: Doc) => boolean;
/** `whole` holds the positions of leaves that are taken as they are, even when they are arrays. */
type Leaves = (leaves: unknown[], whole?: Set<number>) => boolean;
interface Text {
  fold?: Fold;
  collator?: Intl.Collator;
}

export function compileFilter(filter: Doc, options: MatchOptions = {}): Predicate {
  const text: Text = { fold: foldFor(options.collation), collator: collatorFor(options.collation) };
  const all = Object.entries(filter).map(([key, condition]) =>
    clause(key, condition, options, text),
  );
  return all.length === 1 ? all[0]! : (document) => all.every((test) => test(document));
}

function clause(key: string, condition: Value, options: MatchOptions, text: Text): Predicate {
  if (key === '$and' || key === '$or' || key === '$nor') {
    if (!Array.isArray(condition) || !condition.length)
      throw serverError(2, `${key} must be a nonempty array`);
    const tests = condition.map((each) => compileFilter(each, options));
    if (key === '$and') return (document) => tests.every((test) => test(document));
    return (document) => tests.some((test) => test(document)) === (key === '$or');
  }
  if (key === '$comment') return () => true;
  if (key === '$expr') {
    return (document) => {
      const result: Value = evalExpr(document, condition, options.expressionOptions());
      return result !== null && result !== undefined && result !== false && result !== 0;
    };
  }
  if (/^\$(text|where|jsonSchema|near|nearSphere|geo\w*)$/.test(key)) throw notSupported(key);
  if (key.startsWith('$'))
    throw serverError(
      2,
      `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
    );
  const parts = key.split('.');
  const test = compileCondition(condition, options, text);
  if (parts.length === 1) return (document) => test([document[key]]);
  if (isIndex(parts.at(-1)!)) return (document) => test(...leavesAndPicked(document, parts));
  return (document) => test(leavesAt(document, parts));
}

/** A test of the values that a path reaches. `expand` is off for the elements of $elemMatch, which are taken as they are. */
export function compileCondition(
  condition: Value,
  options: MatchOptions,
  text: Text = {},
  expand = true,
): Leaves {
  const any =
    (test: (value: Value) => boolean): Leaves =>
    (leaves, whole) =>
      leaves.some(
        (leaf, i) =>
          (expand && Array.isArray(leaf) && !whole?.has(i) && leaf.some(test)) || test(leaf),
      );
  if (!isOperators(condition))
    return any(condition instanceof RegExp ? matchesPattern(condition) : equals(condition, text));
  const tests = Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]: [string, Value]) => {
      switch (name) {
        case '$eq':
          return any(equals(operand, text));
        case '$ne':
          if (operand instanceof RegExp) throw serverError(2, "Can't have regex as arg to $ne.");
          return not(any(equals(operand, text)));
        case '$gt':
          return any(ordered(operand, (order) => order > 0, text));
        case '$gte':
          return any(ordered(operand, (order) => order >= 0, text));
        case '$lt':
          return any(ordered(operand, (order) => order < 0, text));
        case '$lte':
          return any(ordered(operand, (order) => order <= 0, text));
        case '$in':
          return any(oneOf(name, operand, text));
        case '$nin':
          return not(any(oneOf(name, operand, text)));
        case '$regex':
          return any(matchesPattern(pattern(operand, condition.$options)));
        case '$not':
          return not(compileCondition(operand, options, text, expand));
        case '$exists':
          return (leaves: unknown[]) =>
            leaves.some((leaf) => leaf !== undefined) === Boolean(operand);
        case '$size':
          return (leaves: unknown[]) =>
            leaves.some((leaf) => Array.isArray(leaf) && leaf.length === operand);
        case '$mod':
          return any(modulo(operand));
        case '$type':
          return any(hasType(operand));
        case '$elemMatch':
          return elementMatches(operand, options, text);
        case '$all':
          return everyOne(operand, options, text, any);
      }
      if (/^\$(bits\w+|near|nearSphere|geo\w+|maxDistance|minDistance)$/.test(name))
        throw notSupported(name);
      throw serverError(2, `unknown operator: ${name}`);
    });
  return (leaves, whole) => tests.every((test) => test(leaves, whole));
}

const not =
  (test: Leaves): Leaves =>
  (leaves, whole) =>
    !test(leaves, whole);

function equals(wanted: Value, text: Text): (value: Value) => boolean {
  if (wanted === null || wanted === undefined)
    return (value) => value === null || value === undefined;
  if (typeof wanted === 'string') {
    const folded = text.fold?.(wanted);
    return text.fold
      ? (value) => typeof value === 'string' && text.fold!(value) === folded
      : (value) => value === wanted;
  }
  if (typeof wanted === 'boolean') return (value) => value === wanted;
  const rank = rankOf(wanted);
  return (value) => rankOf(value) === rank && compareValues(value, wanted) === 0;
}

function ordered(
  bound: Value,
  accept: (order: number) => boolean,
  { collator }: Text,
): (value: Value) => boolean {
  const rank = rankOf(bound);
  if (rank === RANK.regex) throw serverError(2, "Can't have RegEx as arg to predicate over field.");
  if (typeof bound === 'number' && Number.isNaN(bound))
    return (value) => Number.isNaN(value) && accept(0);
  const anyType = rank === RANK.minKey || rank === RANK.maxKey;
  const compare = collator && rank === RANK.string ? collator.compare : compareValues;
  return (value) =>
    (anyType || rankOf(value) === rank) &&
    !(rank === RANK.number && Number.isNaN(value)) &&
    accept(compare(value, bound));
}

function oneOf(name: string, list: Value, text: Text): (value: Value) => boolean {
  if (!Array.isArray(list)) throw serverError(2, `${name} needs an array`);
  const simple = new Set(list.filter((item) => typeof item === 'string' && !text.fold));
  const tests = list
    .filter((item) => !simple.has(item))
    .map((item) => (item instanceof RegExp ? matchesPattern(item) : equals(item, text)));
  return (value) => simple.has(value) || tests.some((test) => test(value));
}

function pattern(source: Value, flags?: string): RegExp {
  if (/[^imsu]/.test(flags ?? '')) throw notSupported(`$regex with $options '${flags}'`);
  return source instanceof RegExp
    ? new RegExp(source.source, flags ?? source.flags)
    : new RegExp(source, flags);
}

function matchesPattern(expression: RegExp): (value: Value) => boolean {
  const steady = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''));
  return (value) =>
    typeof value === 'string'
      ? steady.test(value)
      : value instanceof RegExp && String(value) === String(expression);
}

function modulo(operand: Value): (value: Value) => boolean {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw serverError(2, 'malformed mod, needs to be an array of two numbers');
  const [divisor, remainder] = operand.map(Math.trunc) as [number, number];
  if (divisor === 0) throw serverError(2, 'divisor cannot be 0');
  return (value) => {
    if (rankOf(value) !== RANK.number) return false;
    if (value._bsontype === 'Long') return Number(value.toBigInt() % BigInt(divisor)) === remainder;
    return Number.isFinite(Number(value)) && Math.trunc(Number(value)) % divisor === remainder;
  };
}

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

function hasType(operand: Value): (value: Value) => boolean {
  const tests = [operand].flat().map((wanted) => {
    const found = Object.entries(TYPES).find(
      ([name, [code]]) => name === wanted || code === wanted,
    );
    if (!found) throw serverError(2, `Unknown type name alias: ${wanted}`);
    return found[1][1];
  });
  return (value) => tests.some((test) => test(value));
}

function elementMatches(operand: Value, options: MatchOptions, text: Text): Leaves {
  if (!isPlain(operand)) throw serverError(2, '$elemMatch needs an Object');
  const byValue =
    isOperators(operand) && !['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0]!);
  const onValue = byValue ? compileCondition(operand, options, text, false) : null;
  const onObject = byValue ? null : compileFilter(operand, options);
  const test = (element: Value) =>
    onValue
      ? onValue([element])
      : (isPlain(element) || Array.isArray(element)) && onObject!(element as Doc);
  return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.some(test));
}

function everyOne(
  operand: Value,
  options: MatchOptions,
  text: Text,
  any: (test: (value: Value) => boolean) => Leaves,
): Leaves {
  if (!Array.isArray(operand)) throw serverError(2, '$all needs an array');
  const tests = operand.map((each) =>
    isPlain(each) && '$elemMatch' in each
      ? elementMatches(each.$elemMatch, options, text)
      : any(each instanceof RegExp ? matchesPattern(each) : equals(each, text)),
  );
  return (leaves, whole) => tests.length > 0 && tests.every((test) => test(leaves, whole));
}

/** Which element of the array at `path` made the filter true: what `$` stands for in updates and projections. */
export function matchedElement(
  filter: Doc,
  document: Doc,
  path: string,
  options: MatchOptions = {},
): number {
  const array = leavesAt(document, path.split('.'))[0];
  const clauses = Object.entries(filter).flatMap(([key, value]) =>
    key === '$and' || key === '$or'
      ? (value as Doc[]).flatMap((each) => Object.entries(each))
      : [[key, value] as [string, Value]],
  );
  const own = clauses.filter(([key]) => key === path || key.startsWith(`${path}.`));
  for (const [key, condition] of own.length ? own : clauses) {
    const root = own.length
      ? path
      : key
          .split('.')
          .find((_, i, all) => Array.isArray(leavesAt(document, all.slice(0, i + 1))[0])) &&
        key.split('.')[0]!;
    if (!root || key.startsWith('$')) continue;
    const elements = own.length ? array : leavesAt(document, [root])[0];
    if (!Array.isArray(elements)) continue;
    const rest = key.slice(root.length + 1);
    const test = rest ? compileFilter({ [rest]: condition }, options) : null;
    const whole = compileCondition(condition, options);
    const found = elements.findIndex((element) =>
      test
        ? isPlain(element) && test(element)
        : isOperators(condition) && '$elemMatch' in condition
          ? whole([[element]])
          : whole([element]),
    );
    if (found >= 0) return found;
  }
  return -1;
}
