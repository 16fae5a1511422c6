import type { EmbeddedDatabase } from './database.ts';
import { idKeyOf } from './index-store.ts';
import type { Predicate } from './match.ts';
import type { Doc } from './paths.ts';
import type { Plan } from './query-planner.ts';

const LONG_SCAN = 2000;

export interface Found {
  key: Buffer;
  document: Doc;
}

/** Walks the ranges of a plan and can stop and go on; between two steps it holds no read transaction. */
export class Scan {
  done = false;
  private database: EmbeddedDatabase;
  private prefix: Buffer;
  private steps: { plan: Plan; start: Buffer; end: Buffer }[];
  private matches: Predicate;
  private last: Buffer | null = null;
  private looked = 0;
  private seen: Set<string> | null;

  constructor(database: EmbeddedDatabase, prefix: Buffer, plans: Plan[], matches: Predicate) {
    this.database = database;
    this.prefix = prefix;
    this.matches = matches;
    this.steps = plans.flatMap((plan) =>
      (plan.reverse ? [...plan.ranges].reverse() : plan.ranges).map((range) => ({
        plan,
        ...range,
      })),
    );
    this.seen = plans.some((plan) => plan.mayRepeat) ? new Set() : null;
  }

  next(most = Infinity, until = Infinity): Found[] {
    const found: Found[] = [];
    for (let step = this.steps[0]; step; step = this.steps[0]) {
      const {
        plan: { index, reverse },
        start,
        end,
      } = step;
      const ends = reverse
        ? { start: this.last ?? end, end: start, inclusiveEnd: true }
        : { start: this.last ?? start, end };
      for (const entry of this.database.store.getKeys({
        ...ends,
        reverse,
        exclusiveStart: this.last !== null,
      } as never) as Iterable<Buffer>) {
        if (found.length >= most || (++this.looked % 64 === 0 && performance.now() > until))
          return found;
        this.last = Buffer.from(entry);
        const id = idKeyOf(index, this.last);
        if (this.seen?.has(id.toString('latin1'))) continue;
        this.seen?.add(id.toString('latin1'));
        const key = Buffer.concat([this.prefix, id]);
        // A long scan would only push out of the cache what others will want again.
        const document = this.database.read(key, this.looked < LONG_SCAN);
        if (document && this.matches(document)) found.push({ key, document });
      }
      this.steps.shift();
      this.last = null;
    }
    this.done = true;
    return found;
  }
}
