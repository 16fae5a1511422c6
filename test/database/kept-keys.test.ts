import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose, { Schema } from 'mongoose';
import { openStore, type Store } from '../../server/database/connect.ts';
import { isDuplicateKey } from '../../server/database/duplicate-key.ts';
import { loadSecrets, type Secrets } from '../../server/database/secrets.ts';

const seatSchema = new Schema(
  { hall: { type: String, required: true }, number: Number, holder: String },
  { strict: 'throw' },
);
seatSchema.index({ hall: 1, number: 1 }, { unique: true, name: 'one_seat_a_number' });
seatSchema.index({ holder: 1 }, { unique: true, sparse: true, name: 'one_seat_a_holder' });
const Seat = mongoose.model('DuplicateKeySeat', seatSchema);

describe('what a store settles by a unique index', () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-keys-'));
    const base = process.env.TEST_MONGODB_URI;
    const mongodbUri =
      base && Object.assign(new URL(base), { pathname: path.basename(folder) }).href;
    store = await openStore({ dataDir: folder, mongodbUri });
  });
  afterAll(async () => {
    if (store.kind === 'mongodb') await mongoose.connection.db?.dropDatabase();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const kept = () => mongoose.connection.db!.collection('keys');

  it('has two that start together agree on keys that nobody could guess', async () => {
    const both = await Promise.all(Array.from({ length: 10 }, () => loadSecrets()));
    const keys = inHex(both[0]!);
    for (const secrets of both) expect(inHex(secrets)).toEqual(keys);
    expect(keys.map((key) => key.length)).toEqual([64, 64, 64, 64]);
    expect(new Set(keys).size).toBe(4);
    expect(await kept().countDocuments({})).toBe(4);
  });

  it('makes each key once, for every later start', async () => {
    const first = inHex(await loadSecrets());
    await store.close();
    store = await openStore({ dataDir: folder, mongodbUri: uriOf(store, folder) });
    expect(inHex(await loadSecrets())).toEqual(first);
  });

  it('lets the setting change the session key and no other, so that no printed badge is void', async () => {
    const before = await loadSecrets();
    const secret = 's'.repeat(40);
    expect(await loadSecrets(secret)).toEqual({ ...before, session: Buffer.from(secret) });
    expect(await loadSecrets()).toEqual(before);
  });

  const refusal = (seat: object): Promise<unknown> => Seat.create(seat).catch((error) => error);

  it('tells a duplicate from other errors, and by which index it was refused', async () => {
    await Seat.create({ hall: 'A', number: 1, holder: 'Ada' });
    const place = await refusal({ hall: 'A', number: 1, holder: 'Ben' });
    const holder = await refusal({ hall: 'A', number: 2, holder: 'Ada' });
    for (const error of [place, holder]) expect(isDuplicateKey(error)).toBe(true);
    const indexes = ['one_seat_a_number', 'one_seat_a_holder', 'one_seat', '_id_'];
    expect(indexes.filter((name) => isDuplicateKey(place, name))).toEqual(['one_seat_a_number']);
    expect(indexes.filter((name) => isDuplicateKey(holder, name))).toEqual(['one_seat_a_holder']);

    expect(isDuplicateKey(await refusal({ number: 3 }))).toBe(false);
    expect(isDuplicateKey(Object.assign(new Error('no'), { code: 'E11000' }))).toBe(false);
    expect(isDuplicateKey({ code: 11000, message: '' })).toBe(false);
    expect(isDuplicateKey(null)).toBe(false);
  });

  it('tells it for an update, a bulk insert and the id too', async () => {
    const seat = await Seat.create({ hall: 'B', number: 1, holder: 'Cleo' });
    await Seat.create({ hall: 'B', number: 2, holder: 'Dina' });
    const moved = await Seat.updateOne({ hall: 'B', number: 2 }, { number: 1 }).catch((e) => e);
    expect(isDuplicateKey(moved, 'one_seat_a_number')).toBe(true);
    const rows = [
      { hall: 'C', number: 1 },
      { hall: 'B', number: 1 },
      { hall: 'C', number: 2 },
    ];
    const bulk = await Seat.insertMany(rows, { ordered: false }).catch((e) => e);
    expect(isDuplicateKey(bulk, 'one_seat_a_number')).toBe(true);
    expect(await Seat.countDocuments({ hall: 'C' })).toBe(2);
    const again = await refusal({ _id: seat._id, hall: 'D', number: 1 });
    expect(isDuplicateKey(again, '_id_')).toBe(true);
  });

  it('is not fooled by a value that looks like the name of an index', async () => {
    const hall = 'x one_seat_a_holder x';
    await Seat.create({ hall, number: 1 });
    const error = await refusal({ hall, number: 1 });
    expect(isDuplicateKey(error, 'one_seat_a_number')).toBe(true);
    expect(isDuplicateKey(error, 'one_seat_a_holder')).toBe(false);
  });
});

const inHex = (secrets: Secrets): string[] =>
  Object.values(secrets).map((key: Buffer) => key.toString('hex'));

function uriOf(store: Store, folder: string): string | undefined {
  if (store.kind === 'embedded') return undefined;
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  return Object.assign(uri, { pathname: path.basename(folder) }).href;
}
