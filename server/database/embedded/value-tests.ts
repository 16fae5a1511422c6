import type { Fold } from './collation.ts';
import { notSupported, serverError } from './errors.ts';
import type { Value } from './paths.ts';
import { compareValues } from './value-order.ts';
import { RANK, rankOf } from './value-rank.ts';

/** How texts are compared: by a collation's fold and order, or plainly. */
export interface Text {
  fold?: Fold | undefined;
  collator?: Intl.Collator | undefined;
}

export function equals(wanted: Value, text: Text): (value: Value) => boolean {
  if (wanted === null || wanted === undefined)
    return (value) => value === null || value === undefined;
  if (typeof wanted === 'string') {
    const folded = text.fold?.(wanted);
    return text.fold
      ? (value) => typeof value === 'string' && text.fold!(value) === folded
      : (value) => value === wanted;
  }
  if (typeof wanted === 'boolean') return (value) => value === wanted;
  if (wanted._bsontype === 'ObjectId') {
    const id: Uint8Array = wanted.id;
    return (value) => value?._bsontype === 'ObjectId' && Buffer.compare(value.id, id) === 0;
  }
  const rank = rankOf(wanted);
  return (value) => rankOf(value) === rank && compareValues(value, wanted) === 0;
}

export function ordered(
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

export function oneOf(name: string, list: Value, text: Text): (value: Value) => boolean {
  if (!Array.isArray(list)) throw serverError(2, `${name} needs an array`);
  const simple = new Set(list.filter((item) => typeof item === 'string' && !text.fold));
  const tests = list
    .filter((item) => !simple.has(item))
    .map((item) => (item instanceof RegExp ? matchesPattern(item) : equals(item, text)));
  return (value) => simple.has(value) || tests.some((test) => test(value));
}

export function pattern(source: Value, flags?: string): RegExp {
  if (/[^imsu]/.test(flags ?? '')) throw notSupported(`$regex with $options '${flags}'`);
  return source instanceof RegExp
    ? new RegExp(source.source, flags ?? source.flags)
    : new RegExp(source, flags);
}

export function matchesPattern(expression: RegExp): (value: Value) => boolean {
  const steady = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''));
  return (value) =>
    typeof value === 'string'
      ? steady.test(value)
      : value instanceof RegExp && String(value) === String(expression);
}

export function modulo(operand: Value): (value: Value) => boolean {
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
