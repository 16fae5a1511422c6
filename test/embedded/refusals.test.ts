import { openEmbedded, type Collection, type EmbeddedStore } from './support/stores.ts';

const fn = { body: 'x', args: [], lang: 'js' };
const refused: [name: string, run: (c: Collection, store: EmbeddedStore) => unknown][] = [
  ['$text', (c) => c.find({ $text: { $search: 'x' } }).toArray()],
  ['$where', (c) => c.find({ $where: 'true' }).toArray()],
  ['$near', (c) => c.find({ p: { $near: [1, 2] } }).toArray()],
  ['$bitsAllSet', (c) => c.find({ p: { $bitsAllSet: 1 } }).toArray()],
  ['$out', (c) => c.aggregate([{ $out: 'z' }]).toArray()],
  ['$function', (c) => c.aggregate([{ $project: { x: { $function: fn } } }]).toArray()],
  ['watch', (c) => c.watch()],
  ['a session', (_c, store) => store.mongoose.startSession()],
  ['a session', (c) => c.insertOne({}, { session: {} as never })],
  ['ping', (_c, store) => store.database.command({ ping: 1 })],
  ['rename', (c) => c.rename('other')],
  ['explain', (c) => c.find({}).explain()],
  ['"text"', (c) => c.createIndex({ a: 'text' })],
];

describe('what the embedded store cannot do', () => {
  let store: EmbeddedStore;
  beforeAll(async () => {
    store = await openEmbedded();
    await store.collection('some').insertOne({ p: 1 });
  });
  afterAll(() => store.close());

  it.each(refused)('is refused by name: %s', async (name, run) => {
    const tried = async () => run(store.collection('some'), store);
    await expect(tried()).rejects.toThrow(name);
    await expect(tried()).rejects.toThrow('not supported by the embedded store');
  });

  it('removes what has expired', async () => {
    const notes = store.collection('notes');
    await notes.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const old = new Date(Date.now() - 120_000);
    await notes.insertMany([{ at: old }, { at: new Date() }, { at: 'never' }, {}]);
    expect(await store.database.sweepExpired()).toBe(1);
    expect(await notes.countDocuments({})).toBe(3);
  });
});
