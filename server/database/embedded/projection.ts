import { evalExpr } from 'mingo/core';
import { serverError } from './errors.ts';
import { compileCondition, compileFilter } from './match.ts';
import { matchedElement } from './matched-element.ts';
import { clone, isOperators, isPlain, setAt, valueAt, type Doc, type Value } from './paths.ts';

export type Project = (document: Doc) => Doc;
interface Tree {
  [part: string]: Tree | true;
}

/** Projections of find; those of aggregation are mingo's. */
export function compileProjection(
  projection: Doc | undefined,
  filter: Doc,
  expressionOptions: () => Value,
): Project {
  const entries = flattened(projection ?? {});
  if (!entries.length) return clone;
  const plain = entries.filter(([, value]) => !isOperators(value) && typeof value !== 'string');
  const kinds = new Set(plain.filter(([key]) => key !== '_id').map(([, value]) => Boolean(value)));
  if (kinds.size > 1)
    throw serverError(31254, 'Cannot do exclusion on a field in inclusion projection');
  const computed = entries.filter(
    ([, value]) => (isOperators(value) && !value.$slice) || typeof value === 'string',
  );
  const idOnly = plain.length === 1 && plain[0]![0] === '_id';
  const including =
    kinds.has(true) ||
    (!kinds.size && (computed.length > 0 || (idOnly && Boolean(projection!._id))));
  const positional = plain.find(([key]) => key.endsWith('.$'))?.[0].slice(0, -2);
  const slices = entries.filter(([, value]) => isOperators(value) && value.$slice !== undefined);
  const tree: Tree = {};
  for (const [key, value] of plain)
    if (Boolean(value) === including)
      grow(tree, (key.endsWith('.$') ? key.slice(0, -2) : key).split('.'));
  if (including) {
    for (const [key] of slices) grow(tree, key.split('.'));
    if (projection!._id === undefined || projection!._id) tree._id = true;
  }
  return (document) => {
    const result: Doc = including ? keep(document, tree) : drop(document, tree);
    if (!including && projection!._id !== undefined && !projection!._id) delete result._id;
    for (const [path, { $slice }] of slices) slice(result, path.split('.'), $slice);
    if (positional) {
      const at = matchedElement(filter, document, positional);
      if (at < 0)
        throw serverError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      setAt(result, positional.split('.'), [clone(valueAt(document, positional.split('.'))[at])]);
    }
    for (const [path, expression] of computed)
      compute(result, document, path, expression, expressionOptions);
    return result;
  };
}

function flattened(projection: Doc, prefix = ''): [string, Value][] {
  return Object.entries(projection).flatMap(([key, value]): [string, Value][] =>
    isPlain(value) && !isOperators(value)
      ? flattened(value, `${prefix}${key}.`)
      : [[prefix + key, value]],
  );
}

function compute(
  result: Doc,
  document: Doc,
  path: string,
  expression: Value,
  expressionOptions: () => Value,
): void {
  if (expression.$elemMatch) {
    const byValue = isOperators(expression.$elemMatch)
      ? compileCondition(expression.$elemMatch, {}, {}, false)
      : null;
    const byFields = byValue ? null : compileFilter(expression.$elemMatch);
    const found = [document[path]]
      .flat()
      .find((element) => (byValue ? byValue([element]) : isPlain(element) && byFields!(element)));
    if (found !== undefined) result[path] = [clone(found)];
    return;
  }
  const value = evalExpr(document as never, expression, expressionOptions());
  if (value !== undefined) setAt(result, path.split('.'), clone(value));
}

function grow(tree: Tree, [part, ...rest]: string[]): void {
  if (!rest.length) tree[part!] = true;
  else if (tree[part!] !== true) grow((tree[part!] ??= {}) as Tree, rest);
}

function keep(value: Value, tree: Tree): Value {
  if (Array.isArray(value))
    return value
      .filter((each) => isPlain(each) || Array.isArray(each))
      .map((each) => keep(each, tree));
  const kept: Doc = {};
  for (const key of Object.keys(value)) {
    const branch = Object.hasOwn(tree, key) ? tree[key] : undefined;
    if (branch === true) kept[key] = clone(value[key]);
    else if (branch && (isPlain(value[key]) || Array.isArray(value[key])))
      kept[key] = keep(value[key], branch);
  }
  return kept;
}

function drop(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map((each) => drop(each, tree));
  if (!isPlain(value)) return clone(value);
  const kept: Doc = {};
  for (const key of Object.keys(value)) {
    const branch = Object.hasOwn(tree, key) ? tree[key] : undefined;
    if (branch !== true) kept[key] = branch ? drop(value[key], branch) : clone(value[key]);
  }
  return kept;
}

function slice(result: Doc, path: string[], range: number | [number, number]): void {
  const list = valueAt(result, path);
  if (!Array.isArray(list)) return;
  if (typeof range === 'number')
    setAt(result, path, range < 0 ? list.slice(range) : list.slice(0, range));
  else
    setAt(
      result,
      path,
      list.slice(range[0] < 0 ? Math.max(0, list.length + range[0]) : range[0]).slice(0, range[1]),
    );
}
