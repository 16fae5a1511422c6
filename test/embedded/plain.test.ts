import fc from 'fast-check';
import mongoose from 'mongoose';
import { plain } from '../../server/database/embedded/plain.ts';

const { BSON } = mongoose.mongo;
const { Binary, Decimal128, Int32, Long, ObjectId, Timestamp } = BSON;
const throughBson = (value: object) =>
  BSON.deserialize(BSON.serialize(value, { ignoreUndefined: false }));

class Named {
  name = 'as it is';
}
class Spoken {
  toBSON() {
    return { spoken: true };
  }
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(null, undefined, -0, 2 ** 31, 2 ** 60),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.integer({ min: 0, max: 255 }).map((byte) => new ObjectId(Buffer.alloc(12, byte))),
  fc.constantFrom<unknown>(
    new Binary(Buffer.from('bytes')),
    Buffer.from('bytes'),
    Decimal128.fromString('1.50'),
    new Int32(7),
    Long.fromString('9007199254740993'),
    new Timestamp({ t: 1, i: 2 }),
    /^a.b$/i,
    new Map([['key', 1]]),
    new Named(),
    new Spoken(),
    () => 'a function',
    { $ref: 'badges', $id: 1 },
    { toBSON: () => ({ said: 1 }) },
    [1, undefined, 2],
  ),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie('tree'), { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom('$in', '$eq', 'a.b', '0'), tie('tree'), { maxKeys: 3 }),
  ),
}));

describe('what the embedded store takes from Mongoose', () => {
  it('is what MongoDB would have been sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 4 }), tree, { maxKeys: 4 }), (value) => {
        let sent: unknown;
        try {
          sent = throughBson(value);
        } catch {
          // What cannot be sent is refused in the same way.
          expect(() => plain(value)).toThrow();
          return;
        }
        expect(plain(value)).toStrictEqual(sent);
      }),
      { numRuns: 2000 },
    );
  });

  it('is a copy', () => {
    const given = { at: new Date(0), list: [{ a: 1 }] };
    const taken = plain(given);
    given.at.setTime(1);
    given.list[0]!.a = 2;
    expect(taken).toEqual({ at: new Date(0), list: [{ a: 1 }] });
  });
});
