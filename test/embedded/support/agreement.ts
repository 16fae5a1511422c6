import { isDeepStrictEqual } from 'node:util';
import mongoose from 'mongoose';
import { openEmbedded, openMongodb, type Collection } from './stores.ts';

const { EJSON } = mongoose.mongo.BSON;

export type Case = readonly [label: string, run: (store: CollectionOf) => Promise<unknown>];
export type CollectionOf = (name: string) => Collection;
export interface Difference {
  label: string;
  embedded: unknown;
  mongodb: unknown;
}

/** Both stores side by side, to ask the same of each. */
export async function openBoth() {
  const embedded = await openEmbedded();
  const mongodb = await openMongodb();
  return {
    embedded,
    mongodb,
    async close() {
      await embedded.close();
      await mongodb.close();
    },
    /** Runs each case on both and answers where they differ: by value, or by name and code of the error. The order of fields is no difference. */
    async differences(cases: readonly Case[]): Promise<Difference[]> {
      const found: Difference[] = [];
      for (const [label, run] of cases) {
        const [ours, theirs] = await Promise.all([
          outcome(() => run(embedded.collection)),
          outcome(() => run(mongodb.collection)),
        ]);
        if (!isDeepStrictEqual(ours, theirs))
          found.push({ label, embedded: ours, mongodb: theirs });
      }
      return found;
    },
  };
}

async function outcome(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return EJSON.serialize({ value: await run() }, { relaxed: true });
  } catch (error) {
    const { name, code } = error as { name: string; code?: number };
    return { failed: name, code };
  }
}
