import mongoose from 'mongoose';
import { notSupported } from './errors.ts';
import { isPlain, type Doc, type Value } from './paths.ts';

const { BSON, ObjectId } = mongoose.mongo;

/** A copy with Mongoose's own types resolved, which holds only what MongoDB would have been sent. */
export function plain<T extends Doc>(value: T | undefined | null, ignoreUndefined = false): T {
  if (!value || !Object.keys(value).length) return {} as T;
  const copy = copyOf(value);
  if (copy !== UNUSUAL) return copy as T;
  return BSON.deserialize(BSON.serialize(value, { ignoreUndefined })) as T;
}

export function plainList(list: Doc[] | undefined): Doc[] {
  return list?.length ? plain({ list }).list : [];
}

/** UTF-8 has no half of a pair; the rare text that holds whole ones takes the longer way, too. */
const halfPair = /[\ud800-\udfff]/;
const UNUSUAL = Symbol('only BSON knows what becomes of it');

/** What filters and pipelines are made of is the same after its way through BSON; anything else is left to BSON itself. */
function copyOf(value: Value): Value | typeof UNUSUAL {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return halfPair.test(value) ? UNUSUAL : value;
  if (typeof value === 'number') return Object.is(value, -0) ? UNUSUAL : value;
  if (typeof value !== 'object') return UNUSUAL;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return copyOfObject(value);
  if (prototype === Array.prototype) return copyOfList(value);
  if (prototype === ObjectId.prototype && !value.toBSON) return value;
  if (prototype === Date.prototype && !Number.isNaN(value.getTime())) return new Date(value);
  return UNUSUAL;
}

function copyOfObject(value: Doc): Doc | typeof UNUSUAL {
  const copy: Doc = {};
  for (const key of Object.keys(value)) {
    // These mean something to BSON, or to whoever makes an object.
    if (key.includes('\0') || unusualNames.has(key)) return UNUSUAL;
    const inner = copyOf(value[key]);
    if (inner === UNUSUAL) return UNUSUAL;
    copy[key] = inner;
  }
  return copy;
}

const unusualNames = new Set(['__proto__', 'toBSON', '_bsontype', '$ref', '$id']);

function copyOfList(list: Value[]): Value[] | typeof UNUSUAL {
  const copy: Value[] = [];
  for (const each of list) {
    const inner = copyOf(each);
    if (inner === UNUSUAL) return UNUSUAL;
    copy.push(inner);
  }
  return copy;
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
