import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '../../server/database/embedded/folder-lock.ts';
import { lockBySocketFile } from '../../server/database/embedded/socket-file-lock.ts';
import { temporaryFolder } from './support/stores.ts';

const RACER = fileURLToPath(new URL('./support/lock-racer.ts', import.meta.url));
const RACERS = 6;
const START_MS = 2500;

function startRacer(folder: string, at: number) {
  const racer = spawn(process.execPath, ['--import', 'tsx', RACER, folder, String(at)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = once(racer.stdout, 'data').then(([line]) => String(line).trim());
  return { racer, said, ended: once(racer, 'close') };
}

describe('the lock of a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  // As from several containers: the socket in the folder alone decides, and a dead one lies in the way.
  it('goes to one of several that start in the same moment over a dead one', async () => {
    for (let round = 0; round < 3; round++) {
      const racers = Array.from({ length: RACERS }, () =>
        startRacer(folder, Date.now() + START_MS),
      );
      const said = await Promise.all(racers.map((each) => each.said));
      expect(said.toSorted()).toEqual(['has it', ...Array(RACERS - 1).fill('in use')]);
      for (const { racer } of racers) racer.kill('SIGKILL');
      await Promise.all(racers.map((each) => each.ended));
    }
    expect(fs.readdirSync(folder)).toEqual(['lock-3.sock']);
  }, 60_000);

  it('is free again at once after a release, and leaves one socket behind', async () => {
    for (let i = 0; i < 5; i++) {
      const lock = await lockFolder(folder);
      await expect(lockFolder(folder)).rejects.toThrow('in use by another process');
      expect(await lockBySocketFile(folder)).toBeNull();
      await lock.release();
    }
    expect(fs.readdirSync(folder)).toHaveLength(1);
  });

  it('is the same for every path that leads there', async () => {
    const link = path.join(folder, 'link');
    const real = path.join(folder, 'real');
    fs.mkdirSync(real);
    fs.symlinkSync(real, link);
    const lock = await lockFolder(link);
    await expect(lockFolder(real)).rejects.toThrow('in use by another process');
    await lock.release();
  });

  it('stands back for a higher number, whoever made it', async () => {
    const first = await lockBySocketFile(folder);
    fs.renameSync(path.join(folder, 'lock-1.sock'), path.join(folder, 'lock-41.sock'));
    expect(await lockBySocketFile(folder)).toBeNull();
    await first!.close();
    const second = await lockBySocketFile(folder);
    expect(fs.readdirSync(folder)).toEqual(['lock-42.sock']);
    await second!.close();
  });
});
