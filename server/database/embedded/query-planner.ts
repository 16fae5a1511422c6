import { boundsOf } from './bounds.ts';
import { conjunctsOf, isGiven, isUsable, type Conjunct } from './index-choice.ts';
import { LONGEST_TEXT } from './index-keys.ts';
import type { Index } from './index-record.ts';
import { afterPrefix, encode, inverted } from './key-encoding.ts';
import type { Doc } from './paths.ts';
import type { Sort } from './sort.ts';
import { rangeOf } from './store-format.ts';

export interface Plan {
  index: Index;
  /** In the order of the index, none overlapping another. */
  ranges: { start: Buffer; end: Buffer }[];
  reverse: boolean;
  servesSort: boolean;
  mayRepeat: boolean;
  /** Each range is the key of one document, which may not be there. */
  single: boolean;
  /** The ranges hold exactly the documents that satisfy the whole filter, each once: no need to look at them. */
  exact: boolean;
  score: number;
}

interface Wish {
  filter: Doc;
  sort: Sort;
  collation: Doc | undefined;
  /** Only the first few are wanted, so an index that gives them in order is worth much. */
  limited: boolean;
}

const MOST_POINTS = 400;
// Index keys are cut at 1,400 bytes, and a start must never be longer than what it looks for.
const LONGEST_START = 1000;

/** One plan, or one per branch of $or. A plan finds candidates: unless it is exact, whoever runs it tests each document. */
export function planQuery(indexes: Index[], wish: Wish): Plan[] {
  const { filter, sort } = wish;
  const conjuncts = conjunctsOf(filter);
  const best = bestPlan(indexes, conjuncts, wish);
  if (best.score >= 10 || !Array.isArray(filter.$or) || (best.servesSort && sort.length))
    return [best];
  const branches: Plan[] = filter.$or.map((branch: Doc) =>
    bestPlan(indexes, [...conjuncts, ...conjunctsOf(branch)], {
      ...wish,
      sort: [],
      limited: false,
    }),
  );
  return branches.every((plan) => plan.score > best.score)
    ? branches.map((plan) => ({ ...plan, servesSort: !sort.length, mayRepeat: true, exact: false }))
    : [best];
}

function bestPlan(indexes: Index[], conjuncts: Conjunct[], wish: Wish): Plan {
  const named = new Set(conjuncts.map(([path]) => path));
  let best: Plan | null = null;
  for (const index of indexes) {
    // Without a condition on its first field an index says nothing, unless it is in the wished order.
    if (!wish.sort.length && !named.has(index.fields[0]!.path)) continue;
    if (!isUsable(index, conjuncts)) continue;
    const plan = planFor(index, conjuncts, wish);
    if (!best || plan.score > best.score) best = plan;
  }
  // The documents themselves come first among the indexes, and hold every one of them.
  return best ?? planFor(indexes[0]!, conjuncts, wish);
}

function planFor(index: Index, conjuncts: Conjunct[], wish: Wish): Plan {
  const { sort, collation } = wish;
  const { starts, ranges, equal, used } = rangesFor(index, conjuncts, collation);
  const direction = starts.length === 1 ? sortDirection(index, equal, sort, collation) : 0;
  const complete = equal === index.fields.length && (index.record.unique || index.holdsDocuments);
  const score =
    equal * 10 +
    (ranges ? 4 : 0) +
    (complete ? 100 : 0) +
    (sort.length && direction ? (wish.limited ? 15 : 3) : 0);
  return {
    index,
    ranges: (ranges ?? starts.map(rangeOf)).filter(
      ({ start, end }) => Buffer.compare(start, end) < 0,
    ),
    reverse: direction === -1,
    servesSort: !sort.length || direction !== 0,
    mayRepeat: Boolean(index.record.multikey),
    single: index.holdsDocuments && equal === index.fields.length && !ranges,
    exact:
      !index.record.multikey &&
      onlyConjuncts(wish.filter) &&
      conjuncts.every((each) => used.has(each[0]) || isGiven(index, each)),
    score,
  };
}

interface Ranges {
  starts: Buffer[];
  ranges: Plan['ranges'] | null;
  /** How many leading fields are bound to single values. */
  equal: number;
  /** The paths whose conditions the ranges answer for good. */
  used: Set<string>;
}

function rangesFor(index: Index, conjuncts: Conjunct[], collation?: Doc): Ranges {
  const found: Ranges = { starts: [index.prefix], ranges: null, equal: 0, used: new Set() };
  const roots = new Set<string>();
  for (const { path, parts, descending } of index.fields) {
    if (index.record.multikey && roots.has(parts[0]!)) break;
    if ((found.starts[0]?.length ?? 0) > LONGEST_START) break;
    roots.add(parts[0]!);
    const conditions = conjuncts.filter(([key]) => key === path).map(([, condition]) => condition);
    const bounds = conditions.length ? boundsOf(conditions, index, collation) : null;
    if (!bounds) break;
    if (bounds.exact) found.used.add(path);
    if (!('points' in bounds)) {
      found.ranges = found.starts.map((start) => stretchAfter(start, bounds, descending));
      break;
    }
    if (found.starts.length * bounds.points.length > MOST_POINTS) {
      found.used.delete(path);
      break;
    }
    const keys = bounds.points.map((point) => encode(point, LONGEST_TEXT, index.fold));
    if (keys.some(({ inexact }) => inexact)) found.used.delete(path);
    found.starts = withKeys(
      found.starts,
      keys.map(({ bytes }) => (descending ? inverted(bytes) : bytes)),
    );
    found.equal++;
  }
  return found;
}

function withKeys(starts: Buffer[], keys: Buffer[]): Buffer[] {
  const [only] = keys;
  if (keys.length === 1) return starts.map((start) => Buffer.concat([start, only!]));
  const unlike = new Map(keys.map((key) => [key.toString('latin1'), key]));
  const ordered = [...unlike.values()].sort(Buffer.compare);
  return starts.flatMap((start) => ordered.map((key) => Buffer.concat([start, key])));
}

function stretchAfter(
  start: Buffer,
  { low, high }: { low: Buffer; high: Buffer },
  descending: boolean,
) {
  if (!descending) return { start: Buffer.concat([start, low]), end: Buffer.concat([start, high]) };
  // Inverted, `high` comes first; what begins with it is left out, and what begins with `low` is in.
  return {
    start: afterPrefix(Buffer.concat([start, inverted(high)])),
    end: afterPrefix(Buffer.concat([start, inverted(low)])),
  };
}

function onlyConjuncts(filter: Doc): boolean {
  return Object.entries(filter).every(([key, condition]) =>
    key === '$and' ? (condition as Doc[]).every(onlyConjuncts) : !key.startsWith('$'),
  );
}

/** 1 or -1 when walking the index forwards or backwards gives the sort order, else 0. */
function sortDirection(index: Index, equal: number, sort: Sort, collation?: Doc): 1 | -1 | 0 {
  const { multikey, inexact, collation: own } = index.record;
  if (multikey || inexact || collation || own) return 0;
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
