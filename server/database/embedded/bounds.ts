import { foldFor, sameCollation } from './collation.ts';
import { LONGEST_TEXT } from './index-keys.ts';
import type { Index } from './index-record.ts';
import { afterPrefix, encode, KeyWriter } from './key-encoding.ts';
import { isOperators, type Doc, type Value } from './paths.ts';
import { RANK, rankOf } from './value-rank.ts';

/** What the conditions on one field allow: some single values, or one stretch of encoded values from `low` up to before `high`. */
export type Bounds =
  { points: Value[]; exact: boolean } | { low: Buffer; high: Buffer; exact: boolean };
type Stretch = { low: Buffer; high: Buffer; exact: boolean };

const RANGE_OPERATORS = new Set(['$gt', '$gte', '$lt', '$lte']);
const NEVER_IN_RANGES = new Set([RANK.array, RANK.regex, RANK.minKey, RANK.maxKey]);

/**
 * Bounds are exact when every value within satisfies all the conditions, and no other does; else they only find candidates.
 * Null when the conditions set none.
 */
export function boundsOf(conditions: Value[], index: Index, collation?: Doc): Bounds | null {
  const loose = Boolean(index.record.multikey || index.record.inexact);
  const stretches: Stretch[] = [];
  let understood = true;
  for (const condition of conditions) {
    const points = pointsOf(condition);
    if (points?.every((point) => fits(point, index, collation))) {
      const alone = conditions.length === 1 && (!isOperators(condition) || hasOne(condition));
      return { points, exact: alone && !loose };
    }
    const found = [
      ...rangesOf(condition, index, collation, loose),
      ...prefixOf(condition, index, collation),
    ];
    understood &&= isOperators(condition) && found.length === Object.keys(condition).length;
    stretches.push(...found);
  }
  if (!stretches.length) return null;
  // With arrays, one element may satisfy the lower bound and another the upper one.
  if (index.record.multikey) return { ...stretches[0]!, exact: false };
  const exact = understood && !loose && stretches.every((each) => each.exact);
  return { ...stretches.reduce(common), exact };
}

const hasOne = (condition: Doc) => Object.keys(condition).length === 1;

function common(a: Stretch, b: Stretch): Stretch {
  return {
    low: Buffer.compare(a.low, b.low) > 0 ? a.low : b.low,
    high: Buffer.compare(a.high, b.high) < 0 ? a.high : b.high,
    exact: true,
  };
}

function fits(value: Value, index: Index, collation?: Doc): boolean {
  const rank = rankOf(value);
  if (NEVER_IN_RANGES.has(rank)) return false;
  if (rank !== RANK.string && rank !== RANK.object) return true;
  if (!sameCollation(collation, index.record.collation)) return false;
  return !collation || Boolean(foldFor(collation));
}

function rangesOf(
  condition: Value,
  index: Index,
  collation: Doc | undefined,
  loose: boolean,
): Stretch[] {
  if (!isOperators(condition)) return [];
  return Object.entries(condition).flatMap(([name, value]): Stretch[] => {
    const rank = rankOf(value);
    if (!RANGE_OPERATORS.has(name) || !fits(value, index, collation)) return [];
    if (rank === RANK.null || (collation && rank === RANK.string)) return [];
    const { bytes, inexact } = encode(value, LONGEST_TEXT);
    const exact = !inexact && !Number.isNaN(value);
    const whole = { low: firstOf(rank, exact), high: afterPrefix(Buffer.from([rank])), exact };
    // A cut text must not be left out by the bound that it meets.
    const beyond = afterPrefix(bytes);
    const closed = loose || !exact;
    if (name === '$gte') return [{ ...whole, low: bytes }];
    if (name === '$gt') return [{ ...whole, low: closed ? bytes : beyond }];
    return [{ ...whole, high: name === '$lte' || closed ? beyond : bytes }];
  });
}

/** NaN lies before the other numbers, and is neither less nor greater than any of them. */
function firstOf(rank: number, exact: boolean): Buffer {
  return rank === RANK.number && exact ? afterPrefix(encode(NaN).bytes) : Buffer.from([rank]);
}

function prefixOf(condition: Value, index: Index, collation?: Doc): Stretch[] {
  const prefix = literalPrefix(condition);
  if (!prefix || collation || index.record.collation) return [];
  const writer = new KeyWriter().reset(LONGEST_TEXT);
  writer.text(prefix, false);
  const low = Buffer.concat([Buffer.from([RANK.string]), writer.take()]);
  return [{ low, high: afterPrefix(low), exact: false }];
}

/** The values of an equality or of $in; null for any other condition. */
export function pointsOf(condition: Value): Value[] | null {
  if (!isOperators(condition)) return condition instanceof RegExp ? null : [condition];
  if ('$eq' in condition) return [condition.$eq];
  return Array.isArray(condition.$in) ? condition.$in : null;
}

/** The text that everything matching an anchored regex begins with. */
function literalPrefix(condition: Value): string | null {
  const expression =
    condition instanceof RegExp ? condition : isOperators(condition) ? condition.$regex : undefined;
  if (expression === null || expression === undefined) return null;
  const flags = expression instanceof RegExp ? expression.flags : '';
  if (/[im]/.test(flags + (condition.$options ?? ''))) return null;
  const source: string = expression instanceof RegExp ? expression.source : expression;
  if (!source.startsWith('^') || source.includes('|')) return null;
  const literal = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[^a-zA-Z0-9])*)([?*{])?/.exec(source)!;
  const text = literal[1]!.replace(/\\(.)/g, '$1');
  return (literal[2] ? text.slice(0, -1) : text) || null;
}
