import mongoose from 'mongoose';
import type { Doc } from './stores.ts';

const { Binary, Decimal128, Long, MaxKey, MinKey, ObjectId } = mongoose.mongo.BSON;

/** A reproducible stream of whole numbers in [0, below): the same seed gives the same test. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const long = (end: string) => 'x'.repeat(700) + end;
const objectId = (n: number) => new ObjectId(String(n).padStart(24, '0'));

/** Values of every BSON type, with the neighbors that are easily confused. */
export const sampleValues = (): unknown[] => [
  ...[null, true, false, 0, -0, 1, -1, 1.5, -1.5, NaN, Infinity, -Infinity, 5, 1e10, 2 ** 40],
  ...[Long.fromString('9007199254740993'), Decimal128.fromString('2.5')],
  ...['', 'a', 'A', 'ab', 'abc', 'b', 'é', 'Z', '\u0000z', 'a\u0000b', '😀', '\uffee'],
  ...[long('a'), long('b')],
  ...[new Date(0), new Date(-86400000 * 3650), new Date(1700000000000)],
  ...[objectId(1), objectId(2)],
  ...[
    [1, 2, 3],
    [255, 254],
    [255, 253],
  ].map((bytes) => new Binary(Buffer.from(bytes))),
  ...[[], [1], [1, 2], [2, 1], ['a', 'b'], [null], [[1, 2]], [[]]],
  ...[{ x: 1 }, { x: 1, y: 2 }, { y: 2, x: 1 }, {}, { x: 'a' }],
  ...[
    [{ x: 1 }, { x: 2 }],
    [{ x: 2, y: 1 }, { y: 5 }],
  ],
  ...[/abc/i, new MinKey(), new MaxKey()],
];

/** Documents whose fields `a` and `b` hold anything, beside fields of the kinds that the product uses. */
export function sampleDocuments(count: number, seed: number): Doc[] {
  const random = randomFrom(seed);
  const values = sampleValues();
  const pick = () => (random(20) === 0 ? undefined : values[random(values.length)]);
  return Array.from({ length: count }, (_, i) => {
    const [a, b] = [pick(), pick()];
    const parallel = Array.isArray(a) && Array.isArray(b);
    return {
      _id: i,
      g: i % 4,
      s: i,
      ...(a === undefined ? {} : { a }),
      ...(b === undefined || parallel ? {} : { b }),
      n: random(10),
      t: ['r', 's', 't', 'u'].filter(() => random(2)),
      o: { p: random(6), q: ['k', 'l', 'm'][random(3)] },
      at: new Date(Date.UTC(1960 + random(100), random(12), 1 + random(28), random(24))),
      w: Array.from({ length: random(4) }, () => ({ k: `k${random(3)}`, v: random(8) })),
    };
  });
}
