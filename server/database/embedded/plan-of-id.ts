import mongoose from 'mongoose';
import type { Index } from './index-record.ts';
import { encode } from './key-encoding.ts';
import { isOperators, type Doc } from './paths.ts';
import type { Plan } from './query-planner.ts';
import { rangeOf } from './store-format.ts';

const { ObjectId } = mongoose.mongo;
type ObjectId = mongoose.mongo.ObjectId;

/** The one ObjectId that a filter asks for and nothing else, as most joins do; null for any other filter. */
export function onlyId(filter: Doc): ObjectId | null {
  const { _id } = filter;
  if (!_id || Object.keys(filter).length !== 1) return null;
  const value: unknown = isOperators(_id) && Object.keys(_id).length === 1 ? _id.$eq : _id;
  return value instanceof ObjectId ? value : null;
}

/** What the planner would come to for one ObjectId, without weighing the indexes. */
export function planOfId(byId: Index, id: ObjectId): Plan {
  return {
    index: byId,
    ranges: [rangeOf(Buffer.concat([byId.prefix, encode(id).bytes]))],
    reverse: false,
    servesSort: true,
    mayRepeat: false,
    single: true,
    exact: true,
    score: 110,
  };
}
