import mongoose from 'mongoose';
import type { Doc } from './paths.ts';

const { BSON, ObjectId, Long } = mongoose.mongo;

/** BSON's element types that have a size of their own (source: bsonspec.org, version 1.1). */
const TYPE = {
  double: 0x01,
  string: 0x02,
  object: 0x03,
  array: 0x04,
  binary: 0x05,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int32: 0x10,
  timestamp: 0x11,
  int64: 0x12,
  decimal: 0x13,
  minKey: 0xff,
  maxKey: 0x7f,
};

/** The top-level fields that somebody wants of a document. */
export class FieldSet {
  readonly names: readonly string[];
  private readonly byLength: { name: string; bytes: Buffer }[][] = [];

  constructor(names: Iterable<string>) {
    this.names = [...new Set(names)];
    for (const name of this.names) {
      const bytes = Buffer.from(name);
      (this.byLength[bytes.length] ??= []).push({ name, bytes });
    }
  }

  /** The wanted name that stands at this place, if it is one of ours. */
  at(source: Buffer, start: number, end: number): string | undefined {
    const candidates = this.byLength[end - start];
    if (!candidates) return undefined;
    next: for (const { name, bytes } of candidates) {
      for (let i = 0; i < bytes.length; i++) if (source[start + i] !== bytes[i]) continue next;
      return name;
    }
    return undefined;
  }
}

/** Decodes only the named top-level fields of the document that begins at `from`; values are copies, as of `BSON.deserialize`. */
export function decodeFields(source: Buffer, from: number, wanted: FieldSet): Doc {
  const document: Doc = {};
  let left = wanted.names.length;
  const end = from + source.readInt32LE(from) - 1;
  for (let at = from + 4; at < end && left > 0;) {
    const type = source[at]!;
    const nameEnd = source.indexOf(0, at + 1);
    const start = nameEnd + 1;
    const size = sizeOf(source, type, start);
    const name = wanted.at(source, at + 1, nameEnd);
    if (name !== undefined) {
      document[name] = decodeValue(source, type, start, size);
      left--;
    }
    at = start + size;
  }
  return document;
}

/** The whole document that begins at `from`, as `BSON.deserialize` gives it but several times faster; it shares no memory. */
export function decodeDocument(source: Buffer, from: number): Doc {
  const document: Doc = {};
  const end = from + source.readInt32LE(from) - 1;
  for (let at = from + 4; at < end;) {
    const type = source[at]!;
    const nameEnd = source.indexOf(0, at + 1);
    const name = source.toString('utf8', at + 1, nameEnd);
    // References and keys that JavaScript treats apart are the library's business.
    if (name === '$ref' || name === '__proto__')
      return BSON.deserialize(Buffer.from(source.subarray(from, end + 1)));
    const size = sizeOf(source, type, nameEnd + 1);
    document[name] = decodeValue(source, type, nameEnd + 1, size);
    at = nameEnd + 1 + size;
  }
  return document;
}

function decodeArray(source: Buffer, from: number): unknown[] {
  const values: unknown[] = [];
  const end = from + source.readInt32LE(from) - 1;
  for (let at = from + 4; at < end;) {
    const type = source[at]!;
    const start = source.indexOf(0, at + 1) + 1;
    const size = sizeOf(source, type, start);
    values.push(decodeValue(source, type, start, size));
    at = start + size;
  }
  return values;
}

/** Where the element of a top-level field lies, type and name included. */
export function locateField(
  source: Buffer,
  wanted: FieldSet,
): { start: number; end: number } | null {
  for (let at = 4; at < source.length - 1;) {
    const nameEnd = source.indexOf(0, at + 1);
    const end = nameEnd + 1 + sizeOf(source, source[at]!, nameEnd + 1);
    if (wanted.at(source, at + 1, nameEnd) !== undefined) return { start: at, end };
    at = end;
  }
  return null;
}

function sizeOf(source: Buffer, type: number, at: number): number {
  switch (type) {
    case TYPE.string:
    case TYPE.code:
    case TYPE.symbol:
      return 4 + source.readInt32LE(at);
    case TYPE.object:
    case TYPE.array:
    case TYPE.codeWithScope:
      return source.readInt32LE(at);
    case TYPE.double:
    case TYPE.date:
    case TYPE.timestamp:
    case TYPE.int64:
      return 8;
    case TYPE.objectId:
      return 12;
    case TYPE.int32:
      return 4;
    case TYPE.boolean:
      return 1;
    case TYPE.null:
    case TYPE.minKey:
    case TYPE.maxKey:
      return 0;
    case TYPE.binary:
      return 5 + source.readInt32LE(at);
    case TYPE.decimal:
      return 16;
    case TYPE.regex:
      return source.indexOf(0, source.indexOf(0, at) + 1) + 1 - at;
  }
  throw new Error(`BSON type ${type} is not known`);
}

function decodeValue(source: Buffer, type: number, at: number, size: number): unknown {
  switch (type) {
    case TYPE.string:
      return source.toString('utf8', at + 4, at + size - 1);
    case TYPE.int32:
      return source.readInt32LE(at);
    case TYPE.double:
      return source.readDoubleLE(at);
    case TYPE.date:
      return new Date(wholeNumber(source, at));
    case TYPE.objectId:
      return new ObjectId(Buffer.from(source.subarray(at, at + size)));
    case TYPE.boolean:
      return source[at] === 1;
    case TYPE.null:
      return null;
    case TYPE.int64: {
      const value = wholeNumber(source, at);
      return Number.isSafeInteger(value) ? value : Long.fromBigInt(source.readBigInt64LE(at));
    }
    case TYPE.object:
      return decodeDocument(source, at);
    case TYPE.array:
      return decodeArray(source, at);
  }
  return decodeAlone(source, type, at, size);
}

function wholeNumber(source: Buffer, at: number): number {
  return source.readInt32LE(at + 4) * 2 ** 32 + source.readUInt32LE(at);
}

/** The rarer types are left to the library: the value alone as a document of one field. */
function decodeAlone(source: Buffer, type: number, at: number, size: number): unknown {
  const alone = Buffer.alloc(4 + 1 + 2 + size + 1);
  alone.writeInt32LE(alone.length);
  alone[4] = type;
  alone[5] = 0x78;
  source.copy(alone, 7, at, at + size);
  return BSON.deserialize(alone).x;
}
