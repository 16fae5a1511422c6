import {
  afterPrefix,
  compareValues,
  encode,
  foldFor,
  inverted,
  KeyWriter,
  rankOf,
  RANK,
} from './key-encoding.ts';
import { rangeOf, type Index } from './index-store.ts';
import { compileCondition } from './match.ts';
import { isOperators, isPlain, type Doc, type Value } from './paths.ts';

export type Sort = [path: string, direction: 1 | -1][];
export interface Plan {
  index: Index;
  ranges: { start: Buffer; end: Buffer }[];
  reverse: boolean;
  servesSort: boolean;
  mayRepeat: boolean;
  score: number;
}
type Conjunct = [path: string, condition: Value];
type Bounds = { points: Value[] } | { low: Buffer; high: Buffer };

const LONGEST_TEXT = 300;
const MOST_POINTS = 400;

/** One plan, or one per branch of $or. A plan finds candidates: whoever runs it tests each document against the whole filter. */
export function planQuery(
  indexes: Index[],
  filter: Doc,
  sort: Sort,
  collation: Doc | undefined,
  limited: boolean,
): Plan[] {
  const conjuncts = conjunctsOf(filter);
  const best = bestPlan(indexes, conjuncts, sort, collation, limited);
  if (best.score >= 10 || !Array.isArray(filter.$or) || (best.servesSort && sort.length))
    return [best];
  const branches = filter.$or.map((branch: Doc) =>
    bestPlan(indexes, [...conjuncts, ...conjunctsOf(branch)], [], collation, false),
  );
  return branches.every((plan: Plan) => plan.score > best.score)
    ? branches.map((plan: Plan) => ({ ...plan, servesSort: !sort.length, mayRepeat: true }))
    : [best];
}

function bestPlan(
  indexes: Index[],
  conjuncts: Conjunct[],
  sort: Sort,
  collation: Doc | undefined,
  limited: boolean,
): Plan {
  const plans = indexes
    .filter((index) => usable(index, conjuncts))
    .map((index) => planFor(index, conjuncts, sort, collation, limited));
  return plans.reduce((best, plan) => (plan.score > best.score ? plan : best));
}

function conjunctsOf(filter: Doc): Conjunct[] {
  return Object.entries(filter).flatMap(([key, condition]: [string, Value]): Conjunct[] => {
    if (key === '$and') return condition.flatMap(conjunctsOf);
    if (key.startsWith('$')) return [];
    const inner =
      isOperators(condition) && isPlain(condition.$elemMatch) && !isOperators(condition.$elemMatch)
        ? conjunctsOf(condition.$elemMatch)
        : [];
    return [[key, condition], ...inner.map(([path, each]): Conjunct => [`${key}.${path}`, each])];
  });
}

function planFor(
  index: Index,
  conjuncts: Conjunct[],
  sort: Sort,
  collation: Doc | undefined,
  limited: boolean,
): Plan {
  let starts = [index.prefix];
  let ranges: Plan['ranges'] | null = null;
  let equal = 0;
  const roots = new Set<string>();
  for (const { path, parts, descending } of index.fields) {
    if (index.record.multikey && roots.has(parts[0]!)) break;
    roots.add(parts[0]!);
    const bounds = boundsOf(
      conjuncts.filter(([key]) => key === path).map(([, condition]) => condition),
      index,
      collation,
    );
    if (!bounds) break;
    if ('points' in bounds) {
      if (starts.length * bounds.points.length > MOST_POINTS) break;
      const encoded = new Map(
        bounds.points.map((point) => [
          encode(point, LONGEST_TEXT, index.fold).bytes.toString('latin1'),
          point,
        ]),
      );
      starts = starts.flatMap((start) =>
        [...encoded.keys()].map((key) =>
          Buffer.concat([
            start,
            descending ? inverted(Buffer.from(key, 'latin1')) : Buffer.from(key, 'latin1'),
          ]),
        ),
      );
      equal++;
      continue;
    }
    const [low, high] = descending
      ? [inverted(bounds.high), inverted(bounds.low)]
      : [bounds.low, bounds.high];
    ranges = starts.map((start) => ({
      start: Buffer.concat([start, low]),
      end: afterPrefix(Buffer.concat([start, high])),
    }));
    break;
  }
  const direction = starts.length === 1 ? sortDirection(index, equal, sort, collation) : 0;
  const complete = equal === index.fields.length;
  const score =
    equal * 10 +
    (ranges ? 4 : 0) +
    (complete && (index.record.unique || index.holdsDocuments) ? 100 : 0) +
    (sort.length && direction ? (limited ? 15 : 3) : 0);
  ranges ??= starts.sort(Buffer.compare).map(rangeOf);
  return {
    index,
    ranges,
    reverse: direction === -1,
    servesSort: !sort.length || direction !== 0,
    mayRepeat: Boolean(index.record.multikey),
    score,
  };
}

/** 1 or -1 when walking the index forwards or backwards gives the sort order, else 0. */
function sortDirection(index: Index, equal: number, sort: Sort, collation?: Doc): 1 | -1 | 0 {
  if (index.record.multikey || index.record.inexact || collation || index.record.collation)
    return 0;
  const fixed = new Set(index.fields.slice(0, equal).map(({ path }) => path));
  let direction: 1 | -1 | 0 = 0;
  let at = equal;
  for (const [path, wanted] of sort) {
    if (fixed.has(path)) continue;
    const field = index.fields[at++];
    // Documents are kept by _id, and _id is unique: nothing after it can matter.
    const step = (field?.descending ? -wanted : wanted) as 1 | -1;
    if (field?.path !== path || (direction && step !== direction)) return 0;
    direction = step;
    if (index.holdsDocuments) break;
  }
  return direction || 1;
}

function boundsOf(conditions: Value[], index: Index, collation?: Doc): Bounds | null {
  const sameText = sameCollation(collation, index.record.collation);
  const fits = (value: Value) =>
    ![RANK.array, RANK.regex, RANK.minKey, RANK.maxKey].includes(rankOf(value)) &&
    (![RANK.string, RANK.object].includes(rankOf(value)) ||
      (sameText && (!collation || Boolean(foldFor(collation)))));
  const ranges: { low: Buffer; high: Buffer }[] = [];
  for (const condition of conditions) {
    const points = pointsOf(condition);
    if (points?.every(fits)) return { points };
    if (isOperators(condition)) {
      for (const [name, value] of Object.entries(condition)) {
        if (
          !['$gt', '$gte', '$lt', '$lte'].includes(name) ||
          !fits(value) ||
          rankOf(value) === RANK.null ||
          (collation && rankOf(value) === RANK.string)
        )
          continue;
        const { bytes } = encode(value, LONGEST_TEXT),
          whole = Buffer.from([rankOf(value)]);
        ranges.push(
          name.startsWith('$g') ? { low: bytes, high: whole } : { low: whole, high: bytes },
        );
      }
    }
    const prefix = literalPrefix(condition);
    if (prefix && !collation && !index.record.collation) {
      const writer = new KeyWriter(LONGEST_TEXT);
      writer.text(prefix, false);
      const bytes = Buffer.concat([Buffer.from([RANK.string]), writer.take()]);
      ranges.push({ low: bytes, high: bytes });
    }
  }
  if (!ranges.length) return null;
  // With arrays, one element may satisfy the lower bound and another the upper one.
  if (index.record.multikey) return ranges[0]!;
  return ranges.reduce((a, b) => ({
    low: Buffer.compare(a.low, b.low) > 0 ? a.low : b.low,
    high: tighter(a.high, b.high),
  }));
}

/** Upper bounds include every key that they begin, so a longer one with the same beginning is tighter. */
function tighter(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(afterPrefix(a), afterPrefix(b)) < 0 ? a : b;
}

function pointsOf(condition: Value): Value[] | null {
  if (!isOperators(condition)) return condition instanceof RegExp ? null : [condition];
  if ('$eq' in condition) return [condition.$eq];
  return Array.isArray(condition.$in) ? condition.$in : null;
}

function literalPrefix(condition: Value): string | null {
  const expression =
    condition instanceof RegExp
      ? condition
      : isOperators(condition) && condition.$regex !== undefined
        ? condition.$regex
        : null;
  const flags = expression instanceof RegExp ? expression.flags : '';
  if (expression === null || /[im]/.test(flags + (condition.$options ?? ''))) return null;
  const source: string = expression instanceof RegExp ? expression.source : expression;
  if (!source.startsWith('^') || source.includes('|')) return null;
  const literal = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[^a-zA-Z0-9])*)([?*{])?/.exec(source)!;
  const text = literal[1]!.replace(/\\(.)/g, '$1');
  return (literal[2] ? text.slice(0, -1) : text) || null;
}

const collationKey = (collation?: Doc) =>
  collation?.locale && collation.locale !== 'simple'
    ? `${collation.locale}/${collation.strength ?? 3}`
    : '';
const sameCollation = (a?: Doc, b?: Doc) => collationKey(a) === collationKey(b);

function usable(index: Index, conjuncts: Conjunct[]): boolean {
  const { sparse, partialFilterExpression, building } = index.record;
  if (building) return false;
  if (
    sparse &&
    !index.fields.some(({ path }) =>
      conjuncts.some(([key, condition]) => key === path && excludesMissing(condition)),
    )
  )
    return false;
  if (!partialFilterExpression) return true;
  if (partialFilterExpression.$or) return false;
  return conjunctsOf(partialFilterExpression).every(([path, needed]) =>
    conjuncts.some(([key, condition]) => key === path && implies(condition, needed)),
  );
}

function excludesMissing(condition: Value): boolean {
  const points = pointsOf(condition);
  if (points) return points.every((point) => point !== null);
  return (
    condition instanceof RegExp ||
    Object.entries(condition).some(
      ([name, value]) =>
        (['$gt', '$gte', '$lt', '$lte', '$regex', '$elemMatch'].includes(name) && value !== null) ||
        (name === '$exists' && value),
    )
  );
}

function implies(condition: Value, needed: Value): boolean {
  if (compareValues(condition, needed) === 0) return true;
  if (isOperators(needed) && needed.$exists && Object.keys(needed).length === 1)
    return excludesMissing(condition);
  const points = pointsOf(condition);
  return (
    points !== null &&
    excludesMissing(condition) &&
    points.every((point) => !Array.isArray(point) && compileCondition(needed, {})([point]))
  );
}
