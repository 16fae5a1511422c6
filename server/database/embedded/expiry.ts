import { removeMany } from './change.ts';
import type { EmbeddedDatabase } from './database.ts';

/** Removes documents whose date lies longer ago than their index's `expireAfterSeconds`; `now` in ms. Answers how many. */
export async function removeExpired(database: EmbeddedDatabase, now: number): Promise<number> {
  let removed = 0;
  for (const { name, indexes } of [...database.catalog.states.values()]) {
    for (const { record } of indexes) {
      if (record.expireAfterSeconds === undefined) continue;
      const [field] = Object.keys(record.key);
      const limit = new Date(now - record.expireAfterSeconds * 1000);
      removed += await removeMany(database, name, { [field!]: { $lt: limit } }, undefined);
    }
  }
  return removed;
}
