import type { EmbeddedDatabase } from './database.ts';
import { encode } from './key-encoding.ts';
import { clone, leavesAt, type Doc } from './paths.ts';
import { prepareScan } from './reading.ts';
import { pause, sliceEnd } from './slices.ts';

/** How many documents match; index ranges that answer the whole filter are counted without looking at a document. */
export async function countDocuments(
  database: EmbeddedDatabase,
  name: string,
  filter: Doc,
  options: Doc,
): Promise<number> {
  const skip: number = options.skip ?? 0;
  const most = skip + (options.limit || Infinity);
  const count = await countUpTo(most, database, name, filter, options.collation);
  return Math.max(0, Math.min(count, most) - skip);
}

async function countUpTo(
  most: number,
  database: EmbeddedDatabase,
  name: string,
  filter: Doc,
  collation: Doc | undefined,
): Promise<number> {
  const state = database.catalog.stateOf(name);
  if (state && !Object.keys(filter).length) return database.catalog.count(state);
  const prepared = prepareScan(database, name, { filter, collation, fields: [] });
  if (!prepared) return 0;
  const [plan] = prepared.plans;
  if (plan?.exact && prepared.plans.length === 1)
    return plan.ranges.reduce((sum, range) => sum + database.store.getKeysCount(range), 0);
  let count = 0;
  while (!prepared.scan.done && count < most) {
    count += prepared.scan.next(Infinity, sliceEnd()).length;
    if (!prepared.scan.done) await pause();
  }
  return count;
}

/** Every value that a field has, arrays taken apart, in MongoDB's order. */
export async function distinctValues(
  database: EmbeddedDatabase,
  name: string,
  field: string,
  filter: Doc,
  collation: Doc | undefined,
): Promise<unknown[]> {
  const parts = field.split('.');
  const prepared = prepareScan(database, name, { filter, collation, fields: [parts[0]!] });
  const values = new Map<string, unknown>();
  while (prepared && !prepared.scan.done) {
    for (const { document } of prepared.scan.next(Infinity, sliceEnd()))
      for (const value of leavesAt(document, parts).flat())
        if (value !== undefined) values.set(encode(value).bytes.toString('latin1'), value);
    if (!prepared.scan.done) await pause();
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => clone(value));
}
