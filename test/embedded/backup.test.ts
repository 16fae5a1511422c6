import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { backUp, restore } from '../../server/database/backup.ts';
import { sampleDocuments } from './support/samples.ts';
import { openEmbedded, temporaryFolder, type EmbeddedStore } from './support/stores.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WRITER = path.join(ROOT, 'test/embedded/support/kill-writer.ts');
const FILE_NAME = '0c7ab9a4-6d3b-4c59-9df5-1a2b3c4d5e6f';

const sorted = async (store: EmbeddedStore, name: string) =>
  store.collection(name).find({}).sort({ _id: 1 }).toArray();

describe('backing up the embedded store', () => {
  let work: string;
  let dataDir: string;
  let file: string;
  beforeEach(() => {
    work = temporaryFolder();
    dataDir = path.join(work, 'data');
    file = path.join(work, 'backup');
    fs.mkdirSync(path.join(dataDir, 'files'), { recursive: true });
  });
  afterEach(() => fs.rmSync(work, { recursive: true, force: true }));

  const openStore = (folder = dataDir) => openEmbedded(path.join(folder, 'store'));

  it('brings back every document, index and file', async () => {
    const resume = Buffer.from([0, 1, 2, 255]);
    fs.writeFileSync(path.join(dataDir, 'files', FILE_NAME), resume);
    const first = await openStore();
    await first.collection('mixed').insertMany(sampleDocuments(300, 5));
    await first.collection('mixed').createIndex({ s: 1 }, { unique: true });
    await first.collection('empty').createIndex({ at: 1 }, { expireAfterSeconds: 9 });
    const documents = await sorted(first, 'mixed');
    expect(await backUp({ dataDir }, file)).toEqual({ collection: 2, document: 300, file: 1 });
    await first.mongoose.disconnect();

    const other = path.join(work, 'other');
    expect(await restore({ dataDir: other }, file)).toMatchObject({ document: 300 });
    const second = await openStore(other);
    expect(await sorted(second, 'mixed')).toEqual(documents);
    expect(await second.collection('mixed').countDocuments({ s: 7 })).toBe(1);
    await expect(second.collection('mixed').insertOne({ s: 7 })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await second.collection('empty').indexes()).toMatchObject([
      { name: '_id_' },
      { expireAfterSeconds: 9 },
    ]);
    expect(fs.readFileSync(path.join(other, 'files', FILE_NAME))).toEqual(resume);
    await second.mongoose.disconnect();
  });

  it('reads one moment while a server writes on', async () => {
    const writer = spawn(
      process.execPath,
      ['--import', 'tsx', WRITER, path.join(dataDir, 'store'), '0'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const ended = once(writer, 'close');
    let output = '';
    writer.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
    await once(writer.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, 300));

    const acknowledged = output.split('\n').filter((line) => line.endsWith(' inserted'));
    const script = path.join(ROOT, 'scripts/backup.ts');
    const env = { ...process.env, DATA_DIR: dataDir, MONGODB_URI: '' };
    const backup = spawn(process.execPath, ['--import', 'tsx', script, file], {
      env,
      stdio: 'inherit',
    });
    expect((await once(backup, 'close'))[0]).toBe(0);
    const during = output.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(output.length).toBeGreaterThan(during);
    writer.kill('SIGKILL');
    await ended;

    const other = path.join(work, 'other');
    await restore({ dataDir: other }, file);
    const store = await openStore(other);
    const kept = new Set((await sorted(store, 'kept')).map(({ code }) => code));
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((line) => !kept.has(line.split(' ')[0]))).toEqual([]);
    // One moment: what one writer inserted has no gaps.
    for (const code of kept) {
      const [round, who, number] = code.split('-');
      if (number !== '0') expect(kept.has(`${round}-${who}-${number - 1}`)).toBe(true);
    }
    await store.mongoose.disconnect();
  });

  it('restores into an empty store only', async () => {
    const store = await openStore();
    await store.collection('some').insertOne({ a: 1 });
    await backUp({ dataDir }, file);
    await expect(restore({ dataDir }, file)).rejects.toThrow('in use by another process');
    await store.mongoose.disconnect();
    await expect(restore({ dataDir }, file)).rejects.toThrow('is not empty');
    await expect(backUp({ dataDir }, file)).rejects.toThrow('exists already');
  });

  it('refuses what is damaged, cut off or no backup, before it writes', async () => {
    const store = await openStore();
    await store.collection('some').insertMany(sampleDocuments(200, 1));
    await backUp({ dataDir }, file);
    await store.mongoose.disconnect();
    const whole = fs.readFileSync(file);
    const other = path.join(work, 'other');
    const bent = Buffer.from(whole);
    bent[bent.length >> 1]! ^= 0x55;
    for (const [bytes, words] of [
      [whole.subarray(0, whole.length - 9), 'not a whole backup'],
      [bent, 'not a whole backup'],
      [Buffer.from('something else'), 'not a whole backup'],
    ] as const) {
      fs.writeFileSync(file, bytes);
      await expect(restore({ dataDir: other }, file)).rejects.toThrow(words);
    }
    expect(fs.existsSync(path.join(other, 'store'))).toBe(false);
  });

  it('says on the command line what is wrong', () => {
    const script = path.join(ROOT, 'scripts/backup.ts');
    const env = { ...process.env, DATA_DIR: path.join(work, 'nowhere'), MONGODB_URI: '' };
    const run = spawnSync(process.execPath, ['--import', 'tsx', script, file], {
      env,
      encoding: 'utf8',
    });
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('no embedded store')]);
    expect(fs.existsSync(file)).toBe(false);
  });
});
