import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FORMAT_KEY, FORMAT_VERSION } from '../../server/database/embedded/store-format.ts';
import { openEmbedded, temporaryFolder } from './support/stores.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('opening a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('keeps what was written', async () => {
    const first = await openEmbedded(folder);
    await first.collection('kept').insertOne({ _id: 1 as never, at: new Date(5) });
    await first.collection('kept').createIndex({ at: 1 }, { unique: true });
    await first.mongoose.disconnect();

    const second = await openEmbedded(folder);
    expect(await second.collection('kept').findOne({ at: new Date(5) })).toEqual({
      _id: 1,
      at: new Date(5),
    });
    await expect(second.collection('kept').insertOne({ at: new Date(5) })).rejects.toMatchObject({
      code: 11000,
    });
    await second.mongoose.disconnect();
  });

  it('refuses a second one in the same process and says what to do', async () => {
    const first = await openEmbedded(folder);
    await expect(openEmbedded(folder)).rejects.toThrow(/in use by another process.*MONGODB_URI/s);
    await first.mongoose.disconnect();
    await (await openEmbedded(folder)).mongoose.disconnect();
  });

  it('refuses a second process', async () => {
    const first = await openEmbedded(folder);
    const script = `
      import mongoose from 'mongoose';
      import { embeddedDriver } from './server/database/embedded/driver.ts';
      mongoose.setDriver(embeddedDriver);
      await mongoose.connect('embedded://${folder}');`;
    const parameters = ['--import', 'tsx', '--input-type=module', '-e', script];
    const second = spawnSync(process.execPath, parameters, { cwd: ROOT, encoding: 'utf8' });
    expect(second.status).not.toBe(0);
    expect(second.stderr).toContain('in use by another process');
    await first.mongoose.disconnect();
  });

  it('works in a folder whose path is longer than a socket path may be', async () => {
    const deep = temporaryFolder('d'.repeat(150));
    const store = await openEmbedded(deep);
    await expect(openEmbedded(deep)).rejects.toThrow('in use by another process');
    await store.mongoose.disconnect();
    fs.rmSync(deep, { recursive: true });
  });

  it('refuses a folder that a newer version wrote', async () => {
    const first = await openEmbedded(folder);
    expect(first.database.store.get(FORMAT_KEY)?.readUInt32BE()).toBe(FORMAT_VERSION);
    const newer = Buffer.alloc(4);
    newer.writeUInt32BE(FORMAT_VERSION + 1);
    await first.database.store.put(FORMAT_KEY, newer);
    await first.mongoose.disconnect();

    await expect(openEmbedded(folder)).rejects.toThrow(
      `was written in format ${FORMAT_VERSION + 1}, and this version of Fairbridge reads up to ${FORMAT_VERSION}`,
    );
    // The refusal left no lock behind: the answer stays the same.
    await expect(openEmbedded(folder)).rejects.toThrow('was written in format');
  });
});
