import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { answers, listen, type Guard } from './lock-listener.ts';

const NUMBERED = /^lock-(\d+)\.sock$/;
// A path to a socket may have 103 bytes on macOS; the longest name here has 30.
const LONGEST_FOLDER = 72;

/**
 * Takes the folder by a socket in it, or answers null when a living process has it. Sockets carry numbers, and whoever has the
 * highest one has the folder. A socket listens under a private name first and is then linked into the next number, which one of
 * several can do only; the one before is removed only when a higher one is there, so the highest number never falls. Whoever finds
 * a higher one after linking had looked too long ago, and stands back. So two that start in the same moment never both win.
 */
export async function lockBySocketFile(folder: string): Promise<Guard | null> {
  const place = placeOf(folder);
  const privateName = `lock-${randomBytes(8).toString('hex')}.new`;
  try {
    const guard = await listen(path.join(place.path, privateName));
    try {
      if (guard && (await linkNext(place.path, privateName))) return guard;
    } finally {
      fs.rmSync(path.join(place.path, privateName), { force: true });
    }
    await guard?.close();
    return null;
  } catch (error) {
    throw new Error(
      `${folder} cannot be locked, because its file system does not hold sockets (${(error as NodeJS.ErrnoException).code}). ` +
        'Put DATA_DIR on a local disk, or set MONGODB_URI.',
      { cause: error },
    );
  } finally {
    place.close();
  }
}

async function linkNext(folder: string, privateName: string): Promise<boolean> {
  for (;;) {
    const highest = Math.max(0, ...numbersIn(folder));
    if (highest && (await answers(fileOf(folder, highest)))) return false;
    const mine = highest + 1;
    if (!linked(path.join(folder, privateName), fileOf(folder, mine))) continue;
    const numbers = numbersIn(folder);
    if (numbers.some((each) => each > mine)) {
      fs.rmSync(fileOf(folder, mine), { force: true });
      continue;
    }
    for (const each of numbers) if (each < mine) fs.rmSync(fileOf(folder, each), { force: true });
    return true;
  }
}

const fileOf = (folder: string, number: number) => path.join(folder, `lock-${number}.sock`);

function numbersIn(folder: string): number[] {
  return fs.readdirSync(folder).flatMap((name) => {
    const [, number] = NUMBERED.exec(name) ?? [];
    return number ? [Number(number)] : [];
  });
}

function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A short path to the folder: on Linux by a descriptor of it; elsewhere, when it is too long, a folder that its identity names. */
function placeOf(folder: string): { path: string; close(): void } {
  if (process.platform === 'linux') {
    const descriptor = fs.openSync(folder, 'r');
    return { path: `/proc/self/fd/${descriptor}`, close: () => fs.closeSync(descriptor) };
  }
  const real = fs.realpathSync(folder);
  if (Buffer.byteLength(real) <= LONGEST_FOLDER) return { path: real, close: () => {} };
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16);
  const short = path.join(fs.realpathSync(os.tmpdir()), `fb-${name}`);
  fs.mkdirSync(short, { recursive: true });
  return { path: short, close: () => {} };
}
