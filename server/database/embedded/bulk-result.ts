import mongoose from 'mongoose';
import type { Changed } from './change.ts';
import type { Value } from './paths.ts';

const { MongoBulkWriteError } = mongoose.mongo;

export interface BulkCounts {
  ok: number;
  writeErrors: object[];
  writeConcernErrors: object[];
  insertedIds: { index: number; _id: unknown }[];
  nInserted: number;
  nUpserted: number;
  nMatched: number;
  nModified: number;
  nRemoved: number;
  upserted: { index: number; _id: unknown }[];
}

/** The driver does not export its BulkWriteResult class; its public fields are all that callers read. */
export function bulkResult(counts: BulkCounts, ordered: boolean) {
  const failed = new Set(counts.writeErrors.map((error: Value) => error.index));
  const firstFailure = ordered && failed.size ? Math.min(...failed) : Infinity;
  const inserted = counts.insertedIds.filter(
    ({ index }) => !failed.has(index) && index < firstFailure,
  );
  return {
    insertedCount: counts.nInserted,
    matchedCount: counts.nMatched,
    modifiedCount: counts.nModified,
    deletedCount: counts.nRemoved,
    upsertedCount: counts.upserted.length,
    upsertedIds: byIndex(counts.upserted),
    insertedIds: byIndex(inserted),
    result: counts,
    get ok() {
      return counts.ok;
    },
    isOk: () => counts.ok === 1,
    hasWriteErrors: () => failed.size > 0,
    getRawResponse: () => counts,
    getWriteErrors: () => counts.writeErrors,
    getWriteErrorCount: () => failed.size,
    getWriteErrorAt: (i: number) => counts.writeErrors[i],
    getUpsertedIdAt: (i: number) => counts.upserted[i],
    getWriteConcernError: () => undefined,
  };
}

/** Set one by one: of 100,000 pairs, Object.fromEntries would hold everything up several times as long. */
function byIndex(rows: { index: number; _id: unknown }[]): Record<number, unknown> {
  const ids: Record<number, unknown> = {};
  for (const { index, _id } of rows) ids[index] = _id;
  return ids;
}

export function bulkWriteError(counts: BulkCounts, ordered: boolean): Error {
  const first = counts.writeErrors[0] as { code: number; errmsg: string };
  const error = { message: first.errmsg, code: first.code, writeErrors: counts.writeErrors };
  return new MongoBulkWriteError(error as never, bulkResult(counts, ordered) as never);
}

export function writeErrorAt(index: number, error: Value, operation: object): object {
  if (typeof error.code !== 'number') throw error;
  const { code, errmsg = error.message, keyPattern, keyValue } = error;
  return {
    index,
    code,
    errmsg,
    keyPattern,
    keyValue,
    err: { index, code, errmsg, keyPattern, keyValue, op: operation },
    getOperation: () => operation,
  };
}

/** What updateOne and its kin answer. */
export function updateResult({ matched, modified, upserted }: Changed) {
  return {
    acknowledged: true,
    matchedCount: matched,
    modifiedCount: modified,
    upsertedCount: upserted ? 1 : 0,
    upsertedId: upserted?._id ?? null,
  };
}
