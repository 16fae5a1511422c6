import fs from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';
import { backUp, restore } from '../../server/database/backup.ts';
import { sampleDocuments } from './support/samples.ts';
import { mongodbUri, openEmbedded, temporaryFolder } from './support/stores.ts';
import { describeWithMongodb } from './support/with-mongodb.ts';

const { GridFSBucket, Long, MongoClient } = mongoose.mongo;

describeWithMongodb('backing up MongoDB', () => {
  const work = temporaryFolder();
  const file = path.join(work, 'backup');
  const uriOf = (name: string) => {
    const uri = new URL(mongodbUri);
    uri.pathname = `/backup-test-${process.pid}-${name}`;
    return uri.href;
  };
  const clients: mongoose.mongo.MongoClient[] = [];
  const open = async (name: string) => {
    const client = await MongoClient.connect(uriOf(name));
    clients.push(client);
    return client.db();
  };
  afterAll(async () => {
    for (const client of clients) {
      await client.db().dropDatabase();
      await client.close();
    }
    fs.rmSync(work, { recursive: true, force: true });
  });

  it('goes into another MongoDB, and into an embedded store', async () => {
    const from = await open('from');
    await from.collection('mixed').insertMany(sampleDocuments(200, 6));
    await from.collection('typed').insertOne({
      _id: 1 as never,
      long: Long.fromNumber(5),
      whole: new mongoose.mongo.Double(5),
    });
    await from.collection('mixed').createIndex({ s: 1 }, { unique: true, name: 'by_s' });
    const upload = new GridFSBucket(from, { bucketName: 'files' }).openUploadStream('a-name');
    await new Promise((resolve) => upload.end(Buffer.from('résumé'), () => resolve(null)));

    const totals = await backUp({ dataDir: work, mongodbUri: uriOf('from') }, file);
    expect(totals).toEqual({ collection: 2, document: 201, file: 1 });

    await restore({ dataDir: work, mongodbUri: uriOf('to') }, file);
    const to = await open('to');
    const raw = { raw: true, sort: { _id: 1 } } as const;
    const bytes = async (db: mongoose.mongo.Db, name: string) =>
      (await db.collection(name).find({}, raw).toArray()).map((each) =>
        Buffer.from(each as never).toString('hex'),
      );
    for (const name of ['mixed', 'typed'])
      expect(await bytes(to, name)).toEqual(await bytes(from, name));
    expect(await to.collection('mixed').indexExists('by_s')).toBe(true);
    expect(await new GridFSBucket(to, { bucketName: 'files' }).find({}).toArray()).toMatchObject([
      { filename: 'a-name', length: 8 },
    ]);
    await expect(restore({ dataDir: work, mongodbUri: uriOf('to') }, file)).rejects.toThrow(
      'is not empty',
    );

    await restore({ dataDir: work }, file);
    const embedded = await openEmbedded(path.join(work, 'store'));
    expect(await embedded.collection('mixed').countDocuments({ s: { $lt: 50 } })).toBe(50);
    expect(await embedded.collection('typed').findOne({})).toEqual({ _id: 1, long: 5, whole: 5 });
    await embedded.mongoose.disconnect();
    expect(fs.readFileSync(path.join(work, 'files/a-name'), 'utf8')).toBe('résumé');
  });
});
