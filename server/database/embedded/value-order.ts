import { encode } from './key-encoding.ts';
import type { Value } from './paths.ts';
import { rankOf } from './value-rank.ts';

/** Negative, zero or positive, as MongoDB orders the two values; -0 equals 0, and NaN comes before every other number. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b)
    return a - b || (a === b ? 0 : a < b ? -1 : 1);
  return rankOf(a) - rankOf(b) || Buffer.compare(encode(a).bytes, encode(b).bytes);
}

export function sameValue(a: unknown, b: unknown): boolean {
  return rankOf(a) === rankOf(b) && compareValues(a, b) === 0;
}

/** As UTF-8 bytes compare; JavaScript's own comparison puts U+E000 to U+FFFF after the characters beyond them. */
function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return utf8Order(x) - utf8Order(y);
  }
  return a.length - b.length;
}

function utf8Order(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
