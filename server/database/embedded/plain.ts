import mongoose from 'mongoose';
import { notSupported } from './errors.ts';
import { isPlain, type Doc, type Value } from './paths.ts';

const { BSON } = mongoose.mongo;

/** Through BSON and back: resolves Mongoose's own types, copies, and leaves only what MongoDB would have been sent. */
export function plain<T extends Doc>(value: T | undefined | null, ignoreUndefined = false): T {
  if (!value || !Object.keys(value).length) return {} as T;
  return BSON.deserialize(BSON.serialize(value, { ignoreUndefined })) as T;
}

export function plainList(list: Doc[] | undefined): Doc[] {
  return list?.length ? plain({ list }).list : [];
}

/** @throws MongoServerError 115 for options that only MongoDB can honor. */
export function refuseOptions(options: Doc): void {
  if (options.session) throw notSupported('a session (transactions)');
  if (options.explain) throw notSupported('explain');
}

/** @throws MongoServerError 115 when one of the names is used anywhere within. */
export function refuseNames(value: Value, names: ReadonlySet<string>): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    if (names.has(key)) throw notSupported(key);
    if (Array.isArray(inner) || isPlain(inner)) refuseNames(inner, names);
  }
}
