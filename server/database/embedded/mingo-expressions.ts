import { evalExpr } from 'mingo/core';
import * as expression from 'mingo/operators/expression';
import { typeName } from './bson-types.ts';
import { toUtc, truncateDate } from './date-trunc.ts';
import type { Doc, Value } from './paths.ts';
import { compareValues } from './value-order.ts';
import { RANK, rankOf } from './value-rank.ts';

export const isTrue = (value: Value) =>
  value !== null &&
  value !== undefined &&
  value !== false &&
  !(rankOf(value) === RANK.number && Number(value) === 0);

/** Missing comes before null here, unlike in filters. */
function order(a: unknown, b: unknown): number {
  return a === undefined || b === undefined
    ? Number(b === undefined) - Number(a === undefined)
    : Math.sign(compareValues(a, b));
}

type Evaluate = (document: Value, operand: Value, options: Value) => Value;
const comparing =
  (answer: (order: number) => unknown): Evaluate =>
  (document, operand, options) => {
    const [a, b] = operand.map((each: unknown) => evalExpr(document, each as never, options));
    return answer(order(a, b));
  };

/** Where mingo's expressions differ from MongoDB's. */
export const correctedExpressions: Record<string, Evaluate> = {
  $cmp: comparing((result) => result),
  $eq: comparing((result) => result === 0),
  $ne: comparing((result) => result !== 0),
  $gt: comparing((result) => result > 0),
  $gte: comparing((result) => result >= 0),
  $lt: comparing((result) => result < 0),
  $lte: comparing((result) => result <= 0),
  $and: (document, operand, options) =>
    [operand].flat().every((each) => isTrue(evalExpr(document, each, options))),
  $or: (document, operand, options) =>
    [operand].flat().some((each) => isTrue(evalExpr(document, each, options))),
  $not: (document, operand, options) => !isTrue(evalExpr(document, [operand].flat()[0], options)),
  $cond: (document, operand, options) => {
    const [test, yes, no] = Array.isArray(operand)
      ? operand
      : [operand.if, operand.then, operand.else];
    return evalExpr(document, isTrue(evalExpr(document, test, options)) ? yes : no, options);
  },
  $type: (document, operand, options) => typeName(evalExpr(document, [operand].flat()[0], options)),
  $dateTrunc: (document, operand, options) =>
    truncateDate(evalExpr(document, operand, options) as Doc),
  $dateFromParts: (document, { timezone, ...operand }, options) =>
    zoned(
      expression.$dateFromParts(document, operand, options),
      evalExpr(document, timezone, options),
    ),
  $dateFromString: (document, { timezone, ...operand }, options) =>
    zoned(
      expression.$dateFromString(document, operand, options),
      evalExpr(document, timezone, options),
    ),
};

function zoned(date: Value, timezone: Value): unknown {
  return date instanceof Date && timezone ? new Date(toUtc(date.getTime(), timezone)) : date;
}
