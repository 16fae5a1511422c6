import { evalExpr } from 'mingo/core';
import { hasType } from './bson-types.ts';
import { collatorFor, foldFor } from './collation.ts';
import { notSupported, serverError } from './errors.ts';
import {
  isIndex,
  isOperators,
  isPlain,
  leavesAndPicked,
  leavesAt,
  type Doc,
  type Value,
} from './paths.ts';
import {
  equals,
  matchesPattern,
  modulo,
  oneOf,
  ordered,
  pattern,
  type Text,
} from './value-tests.ts';

export interface MatchOptions {
  collation?: Doc;
  /** Makes the options of mingo's expressions, for $expr. */
  expressionOptions?: () => Value;
}
export type Predicate = (document: Doc) => boolean;
/** `whole` holds the positions of leaves that are taken as they are, even when they are arrays. */
export type Leaves = (leaves: unknown[], whole?: Set<number>) => boolean;
/**
 * A filter as MongoDB understands it.
 * @throws MongoServerError 2 when it is malformed, 115 for operators that the store does not have.
 */
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
      const result: Value = evalExpr(document, condition, options.expressionOptions?.());
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
