import type { FieldSet } from './bson-walk.ts';
import type { DocumentCache } from './document-cache.ts';
import { documentKeyOf, idBounds } from './index-keys.ts';
import type { Predicate } from './match.ts';
import type { Doc } from './paths.ts';
import type { Plan } from './query-planner.ts';
import type { Store } from './store-format.ts';

const LONG_SCAN = 2000;

export interface Found {
  key: Buffer;
  document: Doc;
  /** The cache holds the same object: clone it before handing it out. */
  shared: boolean;
}

interface Need {
  /** The filter, or null when the plan is exact. */
  matches: Predicate | null;
  /** The fields that the filter looks at; null when it may be any. */
  filterFields: FieldSet | null;
  /** The fields that the caller wants; null for whole documents. */
  wanted: FieldSet | null;
}

/** Walks the ranges of a plan and can stop and go on; between two steps it holds no read transaction. */
export class Scan {
  done = false;
  private source: { store: Store; documents: DocumentCache; prefix: Buffer };
  private steps: { plan: Plan; start: Buffer; end: Buffer }[];
  private need: Need;
  private last: Buffer | null = null;
  private looked = 0;
  private seen: Set<string> | null;

  constructor(source: Scan['source'], plans: Plan[], need: Need) {
    this.source = source;
    this.need = need;
    this.steps = plans.flatMap((plan) =>
      (plan.reverse ? plan.ranges.toReversed() : plan.ranges).map((range) => ({ plan, ...range })),
    );
    this.seen = plans.some((plan) => plan.mayRepeat) ? new Set() : null;
  }

  /** The next documents: at most so many, and none after `until` (of `performance.now()`, in ms). */
  next(most = Infinity, until = Infinity): Found[] {
    const found: Found[] = [];
    for (let step = this.steps[0]; step; step = this.steps[0]) {
      const { index } = step.plan;
      for (const entry of this.entriesOf(step)) {
        if (found.length >= most || (++this.looked % 64 === 0 && performance.now() > until))
          return found;
        this.last = entry;
        if (this.seen && this.wasSeen(entry.toString('latin1', ...idBounds(index, entry))))
          continue;
        const key = index.holdsDocuments ? entry : documentKeyOf(index, entry, this.source.prefix);
        const one = this.read(key);
        if (one) found.push(one);
      }
      this.steps.shift();
      this.last = null;
    }
    this.done = true;
    return found;
  }

  private entriesOf({ plan, start, end }: Scan['steps'][number]): Iterable<Buffer> {
    const { reverse } = plan;
    // An _id is at most one document, which needs no walk.
    if (plan.single) return this.last ? [] : [start];
    const ends = reverse
      ? { start: this.last ?? end, end: start, inclusiveEnd: true }
      : { start: this.last ?? start, end };
    const options = { ...ends, reverse, exclusiveStart: this.last !== null };
    return this.source.store.getKeys(options) as Iterable<Buffer>;
  }

  private wasSeen(id: string): boolean {
    if (this.seen!.has(id)) return true;
    this.seen!.add(id);
    return false;
  }

  /** Decodes no more than it must: the filter's fields first, and the rest only of what matches. */
  private read(key: Buffer): Found | null {
    const { documents } = this.source;
    const { matches, filterFields, wanted } = this.need;
    if (wanted) {
      const document = documents.readFields(key, wanted);
      return document && (!matches || matches(document)) ? { key, document, shared: false } : null;
    }
    // A long scan would only push out of the cache what others will want again.
    if (this.looked < LONG_SCAN) {
      const document = documents.read(key);
      return document && (!matches || matches(document)) ? { key, document, shared: true } : null;
    }
    if (matches && filterFields) {
      const part = documents.readFields(key, filterFields);
      if (!part || !matches(part)) return null;
    }
    const document = documents.readOnce(key);
    if (!document || (matches && !filterFields && !matches(document))) return null;
    return { key, document, shared: false };
  }
}
