import { evalExpr } from 'mingo/core';
import { isPlain, type Doc, type Value } from './paths.ts';

export type Evaluate = (document: Doc) => Value;

/** An expression of a pipeline as a function. Paths and constants, which are nearly all, need no interpreter. */
export function compileExpression(expression: Value, options: () => Value): Evaluate {
  if (expression === null || (typeof expression !== 'object' && typeof expression !== 'string'))
    return () => expression;
  if (typeof expression === 'string') {
    if (!expression.startsWith('$')) return () => expression;
    if (!expression.startsWith('$$')) return pathOf(expression, options);
  } else if (isPlain(expression)) {
    const entries = Object.entries(expression);
    if (Array.isArray(expression.$concatArrays) && entries.length === 1)
      return concatenationOf(expression, options);
    if (entries.length && entries.every(([name]) => !name.startsWith('$') && !name.includes('.')))
      return objectOf(entries, options);
  }
  if (Array.isArray(expression) && expression.every(isConstant)) return () => expression;
  return (document) => evalExpr(document as never, expression, options());
}

const isConstant = (value: Value) =>
  value === null ||
  (typeof value === 'string' ? !value.startsWith('$') : typeof value !== 'object');

/** Whatever is not a list, which is an error or makes all of it null, is left to the interpreter. */
function concatenationOf(expression: Doc, options: () => Value): Evaluate {
  const lists = (expression.$concatArrays as Value[]).map((each) =>
    compileExpression(each, options),
  );
  return (document) => {
    const values = lists.map((evaluate) => evaluate(document));
    if (values.every(Array.isArray)) return values.flat();
    return evalExpr(document as never, expression, options());
  };
}

function pathOf(expression: string, options: () => Value): Evaluate {
  const parts = expression.slice(1).split('.');
  return (document) => {
    let value: Value = document;
    for (const part of parts) {
      // Below an array a path stands for the values of all elements.
      if (Array.isArray(value)) return evalExpr(document as never, expression, options());
      if (!isPlain(value) || !Object.hasOwn(value, part)) return undefined;
      value = value[part];
    }
    return value;
  };
}

function objectOf(entries: [string, Value][], options: () => Value): Evaluate {
  const fields = entries.map(([name, each]) => [name, compileExpression(each, options)] as const);
  return (document) => {
    const result: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(document);
      if (value !== undefined) result[name] = value;
    }
    return result;
  };
}
