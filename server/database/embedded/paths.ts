import mongoose from 'mongoose';
import { serverError } from './errors.ts';

const { Binary } = mongoose.mongo.BSON;
/** A document as the driver hands it out; what its fields hold is only known when looked at. */
export type Doc = mongoose.mongo.Document;
export type Value = Doc[string];

export function isPlain(value: Value): value is Doc {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !value._bsontype &&
    !(value instanceof Uint8Array)
  );
}

export function isOperators(value: Value): value is Doc {
  return isPlain(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

export const isIndex = (part: string) => /^(0|[1-9]\d*)$/.test(part);

/** What a dotted path reaches, going into the objects of arrays; undefined stands for a missing field. Arrays at the end stay whole. */
export function leavesAt(value: Value, parts: string[], at = 0, found: unknown[] = []): unknown[] {
  if (at === parts.length) found.push(value);
  else if (Array.isArray(value)) {
    const part = parts[at]!;
    if (isIndex(part) && Number(part) < value.length)
      leavesAt(value[Number(part)], parts, at + 1, found);
    for (const element of value) if (isPlain(element)) leavesAt(element, parts, at, found);
  } else if (isPlain(value))
    leavesAt(
      Object.hasOwn(value, parts[at]!) ? value[parts[at]!] : undefined,
      parts,
      at + 1,
      found,
    );
  else found.push(undefined);
  return found;
}

/**
 * The leaves of a path that ends in a number, and which of them are elements picked by that number: MongoDB takes those as they
 * are, even when they are arrays, while it looks into arrays that a field holds.
 */
export function leavesAndPicked(document: Doc, parts: string[]): [unknown[], Set<number>] {
  const last = parts.at(-1)!;
  const leaves: unknown[] = [];
  const picked = new Set<number>();
  for (const holder of leavesAt(document, parts.slice(0, -1))) {
    if (Array.isArray(holder) && Number(last) < holder.length) picked.add(leaves.length);
    leavesAt(holder, [last], 0, leaves);
  }
  return [leaves, picked];
}

export function valueAt(value: Value, parts: string[]): Value {
  for (const part of parts) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) || isPlain(value) ? (value as Doc)[part] : undefined;
  }
  return value;
}

export function setAt(root: Doc, parts: string[], value: unknown): void {
  let holder: Value = root;
  parts.forEach((part, depth) => {
    if (Array.isArray(holder) ? !isIndex(part) : !isPlain(holder))
      throw serverError(
        28,
        `Cannot create field '${part}' in element {${parts[depth - 1]}: ${JSON.stringify(holder)}}`,
      );
    if (Array.isArray(holder)) while (holder.length < Number(part)) holder.push(null);
    if (depth === parts.length - 1) holder[part] = value;
    else holder = holder[part] === undefined ? (holder[part] = {}) : holder[part];
  });
}

export function unsetAt(root: Doc, parts: string[]): void {
  const holder = valueAt(root, parts.slice(0, -1));
  const last = parts.at(-1)!;
  if (Array.isArray(holder)) {
    if (isIndex(last) && Number(last) < holder.length) holder[Number(last)] = null;
  } else if (isPlain(holder)) delete holder[last];
}

export function clone<T>(value: T): T;
export function clone(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((element) => clone(element));
  if (value instanceof Date) return new Date(value);
  if (value._bsontype === 'Binary') return new Binary(Buffer.from(value.buffer), value.sub_type);
  if (!isPlain(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) if (value[key] !== undefined) copy[key] = clone(value[key]);
  return copy;
}
