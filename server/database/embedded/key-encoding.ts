// Values as bytes that compare, with memcmp, the way MongoDB orders values: index keys and sort keys alike.

import type { Value } from './paths.ts';

export const RANK = {
  minKey: 5,
  emptyArray: 10,
  null: 20,
  number: 30,
  string: 40,
  object: 50,
  array: 60,
  binary: 70,
  objectId: 80,
  boolean: 90,
  date: 100,
  timestamp: 110,
  regex: 120,
  maxKey: 240,
};
const RANK_BY_BSON_TYPE: Record<string, number> = {
  ObjectId: RANK.objectId,
  Binary: RANK.binary,
  Long: RANK.number,
  Int32: RANK.number,
  Double: RANK.number,
  Decimal128: RANK.number,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  BSONSymbol: RANK.string,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
};

/** An array without elements has a place of its own, before null, in indexes and sorts. */
export const EMPTY_ARRAY = Symbol('empty array');
export type Fold = (text: string) => string;

export function rankOf(value: Value): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'string':
      return RANK.string;
    case 'boolean':
      return RANK.boolean;
    case 'undefined':
      return RANK.null;
    case 'symbol':
      return RANK.emptyArray;
  }
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  if (value._bsontype) return RANK_BY_BSON_TYPE[value._bsontype] ?? RANK.object;
  if (value instanceof RegExp) return RANK.regex;
  return value instanceof Uint8Array ? RANK.binary : RANK.object;
}

export class KeyWriter {
  bytes = Buffer.allocUnsafe(256);
  length = 0;
  /** True once two different values may have been given the same bytes; such keys find candidates but do not order them. */
  inexact = false;
  longestText: number;
  fold?: Fold;

  constructor(longestText = Infinity, fold?: Fold) {
    this.longestText = longestText;
    this.fold = fold;
  }

  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }

  private room(size: number): number {
    if (this.length + size > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length + size)]);
    const at = this.length;
    this.length += size;
    return at;
  }

  private byte(value: number): void {
    this.bytes[this.room(1)] = value;
  }

  private raw(source: Uint8Array): void {
    const at = this.room(source.length);
    this.bytes.set(source, at);
  }

  value(value: Value): void {
    const rank = rankOf(value);
    this.byte(rank);
    if (rank === RANK.number) this.number(value);
    else if (rank === RANK.string) this.text(this.fold ? this.fold(String(value)) : String(value));
    else if (rank === RANK.date) this.double(value.getTime());
    else if (rank === RANK.boolean) this.byte(value ? 1 : 0);
    else if (rank === RANK.objectId) this.raw(value.id);
    else if (rank === RANK.binary) this.binary(value);
    else if (rank === RANK.timestamp)
      this.raw(Buffer.from(value.toBigInt().toString(16).padStart(16, '0'), 'hex'));
    else if (rank === RANK.regex)
      this.text(`${value.source ?? value.pattern}/${value.flags ?? value.options}`);
    else if (rank === RANK.array) this.list(value);
    else if (rank === RANK.object) this.object(value);
  }

  private number(value: Value): void {
    if (value?._bsontype === 'Decimal128') {
      this.inexact = true;
      this.double(Number(value.toString()));
    } else if (typeof value === 'bigint' || value?._bsontype === 'Long') {
      const exact: bigint = typeof value === 'bigint' ? value : value.toBigInt();
      this.double(Number(exact), Number(exact - BigInt(Number(exact))));
    } else this.double(Number(value));
  }

  /** Sign-flipped IEEE bytes sort as numbers do; the rest keeps 64-bit integers apart that share one double. */
  private double(value: number, rest = 0): void {
    const at = this.room(10);
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    if (Number.isNaN(value)) this.bytes.fill(0, at, at + 8);
    else if (value < 0) for (let i = at; i < at + 8; i++) this.bytes[i] = ~this.bytes[i]!;
    else this.bytes[at]! ^= 0x80;
    this.bytes.writeUInt16BE(0x8000 + rest, at + 8);
  }

  /** Zero bytes are escaped, so that the two closing zeros sort before any continuation. */
  text(value: string, closed = true): void {
    let utf8: Uint8Array = Buffer.from(value);
    if (utf8.length > this.longestText) {
      utf8 = utf8.subarray(0, this.longestText);
      this.inexact = true;
    }
    if (!utf8.includes(0)) this.raw(utf8);
    else for (const byte of utf8) this.raw(byte === 0 ? ([0, 255] as never) : ([byte] as never));
    if (closed) this.raw([0, 0] as never);
  }

  private binary(value: Value): void {
    let bytes: Uint8Array =
      value instanceof Uint8Array ? value : value.buffer.subarray(0, value.position);
    const at = this.room(5);
    this.bytes.writeUInt32BE(bytes.length, at);
    this.bytes[at + 4] = value.sub_type ?? 0;
    if (bytes.length > this.longestText) {
      bytes = bytes.subarray(0, this.longestText);
      this.inexact = true;
    }
    this.raw(bytes);
  }

  private list(values: unknown[]): void {
    for (const value of values) this.value(value);
    this.byte(0);
  }

  private object(value: Record<string, unknown>): void {
    for (const [field, inner] of Object.entries(value)) {
      this.byte(rankOf(inner));
      this.text(field);
      this.value(inner);
    }
    this.byte(0);
  }
}

export function encode(
  value: unknown,
  longestText?: number,
  fold?: Fold,
): { bytes: Buffer; inexact: boolean } {
  const writer = new KeyWriter(longestText, fold);
  writer.value(value);
  return { bytes: writer.take(), inexact: writer.inexact };
}

export function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => ~byte));
}

/** The first key after every key that starts with these bytes. */
export function afterPrefix(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (bytes[end - 1] === 255) end--;
  const next = Buffer.from(bytes.subarray(0, end));
  next[end - 1]!++;
  return next;
}

export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b)
    return a - b || (a === b ? 0 : a < b ? -1 : 1);
  return rankOf(a) - rankOf(b) || Buffer.compare(encode(a).bytes, encode(b).bytes);
}

/** As UTF-8 bytes compare; JavaScript's own comparison puts U+E000 to U+FFFF after the characters beyond them. */
function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i),
      y = b.charCodeAt(i);
    if (x !== y) return utf8Order(x) - utf8Order(y);
  }
  return a.length - b.length;
}

function utf8Order(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Strength 2 ignores case, strength 1 accents too (and there ß meets SS, by way of upper case). */
export function foldFor(collation?: { locale?: string; strength?: number }): Fold | undefined {
  if (!collation?.locale || collation.locale === 'simple' || (collation.strength ?? 3) > 2)
    return undefined;
  if (collation.strength === 1)
    return (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();
  return (text) => text.normalize('NFC').toLowerCase().normalize('NFC');
}

export function collatorFor(collation?: {
  locale?: string;
  strength?: number;
  numericOrdering?: boolean;
}): Intl.Collator | undefined {
  if (!collation?.locale || collation.locale === 'simple') return undefined;
  const sensitivity =
    ({ 1: 'base', 2: 'accent' } as const)[collation.strength as 1 | 2] ?? 'variant';
  return new Intl.Collator(collation.locale, {
    sensitivity,
    numeric: collation.numericOrdering ?? false,
  });
}
