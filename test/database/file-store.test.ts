import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { openStore, type Store } from '../../server/database/connect.ts';
import {
  folderFileStore,
  gridFileStore,
  type FileStore,
} from '../../server/database/file-store.ts';

const base = process.env.TEST_MONGODB_URI;
const GENERATED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What both of them owe. */
function behavesAsFileStore(files: () => FileStore): void {
  it('gives back what it was given, under a name of its own making', async () => {
    const bytes = randomBytes(700_000);
    const [one, two] = await Promise.all([files().put(bytes), files().put(bytes)]);
    expect([one, two]).toEqual([
      expect.stringMatching(GENERATED),
      expect.stringMatching(GENERATED),
    ]);
    expect(one).not.toBe(two);
    expect((await files().get(one))?.equals(bytes)).toBe(true);
  });

  it('keeps an empty file', async () => {
    expect(await files().get(await files().put(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
  });

  it('has null for a file that is not there, and for one that was removed', async () => {
    const name = await files().put(Buffer.from('a résumé'));
    await Promise.all([files().remove(name), files().remove(name)]);
    expect(await files().get(name)).toBeNull();
    expect(await files().get('0'.repeat(36))).toBeNull();
    await files().remove(name);
  });

  it.each([
    '../store/data.mdb',
    '/etc/passwd',
    'resume of Ada.pdf',
    '',
    `${'0'.repeat(34)}/.`,
    `${'0'.repeat(36)}\n`,
  ])('refuses the name %j, which it did not make', async (name) => {
    await expect(files().get(name)).rejects.toThrow('generated');
    await expect(files().remove(name)).rejects.toThrow('generated');
  });
}

describe('files in a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-files-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const kept = () => path.join(folder, 'files');
  behavesAsFileStore(() => folderFileStore(kept()));

  it('lie there by that name alone, whole or not at all', async () => {
    const name = await folderFileStore(kept()).put(Buffer.from('a résumé'));
    expect((await readFile(path.join(kept(), name))).toString()).toBe('a résumé');
    expect((await readdir(kept())).filter((each) => !GENERATED.test(each))).toEqual([]);
  });

  it('says so when the folder cannot be written', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    await expect(folderFileStore(file).put(Buffer.from('x'))).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

const describeOnMongo = base ? describe : describe.skip;
describeOnMongo('files in GridFS', () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-files-'));
    const mongodbUri = Object.assign(new URL(base!), { pathname: path.basename(folder) }).href;
    store = await openStore({ dataDir: folder, mongodbUri });
  });
  afterAll(async () => {
    await mongoose.connection.db?.dropDatabase();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  behavesAsFileStore(() => gridFileStore());

  it('leave no piece behind when they are removed', async () => {
    const pieces = mongoose.connection.db!.collection('files.chunks');
    const before = await pieces.countDocuments();
    const name = await gridFileStore().put(randomBytes(600_000));
    expect(await pieces.countDocuments()).toBe(before + 3);
    await gridFileStore().remove(name);
    expect(await pieces.countDocuments()).toBe(before);
  });
});
