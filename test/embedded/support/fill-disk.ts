// Writes until the disk refuses (its file size is limited from outside), and says what the store holds then.
import { openEmbedded } from './stores.ts';

const [folder] = process.argv.slice(2) as [string];
process.on('SIGXFSZ', () => {});
const store = await openEmbedded(folder);
const collection = store.collection('rows');
await collection.createIndex({ a: 1 });

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'stored',
    (error: Error) => error.message,
  );

let filling = 'stored';
for (let i = 0; filling === 'stored' && i < 5000; i++)
  filling = await outcome(collection.insertOne({ a: i, text: 'x'.repeat(20_000) }));
const before = await collection.countDocuments({});
// Too large, and the first document with an array in the index: memory notes that before the disk is asked.
const large = { _id: 'large' as never, a: [1, 2], text: 'x'.repeat(2_000_000) };
const refused = await outcome(collection.insertOne(large));
const missing = await outcome(store.collection('other').insertOne(large));
const record = store.database.catalog.stateOf('rows')!.indexes[1]!.record;

console.log(
  JSON.stringify({
    ...{ filling, refused, missing, before },
    counted: await collection.countDocuments({}),
    found: (await collection.find({}).toArray()).length,
    byIndex: await collection.countDocuments({ a: { $gte: 0 } }),
    multikey: Boolean(record.multikey),
    other: Boolean(store.database.catalog.stateOf('other')),
    small: await outcome(collection.insertOne({ a: -1 })),
  }),
);
await store.mongoose.disconnect();
