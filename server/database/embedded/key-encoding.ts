import type { Fold } from './collation.ts';
import type { Value } from './paths.ts';
import { RANK, rankOf } from './value-rank.ts';

const NOTHING_LOST = Infinity;

/**
 * Writes values as bytes that compare, with memcmp, the way MongoDB orders values: index keys and sort keys alike.
 * A rank byte by type comes first; each value ends itself, so that several can follow each other in one key.
 */
export class KeyWriter {
  private bytes = Buffer.allocUnsafe(512);
  length = 0;
  /** True once two different values may have been given the same bytes; such keys find candidates but do not order them. */
  inexact = false;
  private longestText = NOTHING_LOST;
  private fold: Fold | undefined;

  /** Starts a new key. Texts and binaries are cut after `longestText` bytes. */
  reset(longestText = NOTHING_LOST, fold?: Fold): this {
    this.length = 0;
    this.inexact = false;
    this.longestText = longestText;
    this.fold = fold;
    return this;
  }

  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }

  value(value: Value): void {
    const rank = rankOf(value);
    this.byte(rank);
    if (rank === RANK.number) this.number(value);
    else if (rank === RANK.string) this.text(this.fold ? this.fold(String(value)) : String(value));
    else if (rank === RANK.objectId) this.raw(value.id);
    else if (rank === RANK.date) this.double(value.getTime());
    else if (rank === RANK.boolean) this.byte(value ? 1 : 0);
    else if (rank === RANK.binary) this.binary(value);
    else if (rank === RANK.timestamp) this.timestamp(value);
    else if (rank === RANK.regex)
      this.text(`${value.source ?? value.pattern}/${value.flags ?? value.options}`);
    else if (rank === RANK.array) this.list(value);
    else if (rank === RANK.object) this.object(value);
  }

  /** Inverted bytes sort the other way round. */
  descending(value: Value): void {
    const from = this.length;
    this.value(value);
    for (let i = from; i < this.length; i++) this.bytes[i] = ~this.bytes[i]!;
  }

  /** Zero bytes are escaped, so that the two closing zeros sort before any continuation. */
  text(value: string, closed = true): void {
    const at = this.room(value.length * 3 + 2);
    let length = this.bytes.write(value, at, 'utf8');
    if (length > this.longestText) {
      length = this.longestText;
      this.inexact = true;
    }
    this.length = at + length;
    if (value.includes('\0')) this.escapeZeros(at);
    if (closed) this.raw(CLOSING_ZEROS);
  }

  private escapeZeros(from: number): void {
    const text = Buffer.from(this.bytes.subarray(from, this.length));
    this.length = from;
    for (const byte of text) {
      this.byte(byte);
      if (byte === 0) this.byte(255);
    }
  }

  private room(size: number): number {
    const at = this.length;
    if (at + size > this.bytes.length) this.bytes = Buffer.concat([this.bytes], (at + size) * 2);
    this.length = at + size;
    return at;
  }

  private byte(value: number): void {
    const at = this.room(1);
    this.bytes[at] = value;
  }

  private raw(source: Uint8Array): void {
    const at = this.room(source.length);
    this.bytes.set(source, at);
  }

  private number(value: Value): void {
    if (typeof value === 'number') this.double(value);
    else if (value?._bsontype === 'Decimal128') {
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

  private timestamp(value: Value): void {
    const at = this.room(8);
    this.bytes.writeBigUInt64BE(BigInt.asUintN(64, value.toBigInt()), at);
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

const CLOSING_ZEROS = Buffer.alloc(2);
// Encoding is synchronous and never nested, so one writer serves all.
const shared = new KeyWriter();

export function encode(
  value: unknown,
  longestText?: number,
  fold?: Fold,
): { bytes: Buffer; inexact: boolean } {
  shared.reset(longestText, fold).value(value);
  return { bytes: shared.take(), inexact: shared.inexact };
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
