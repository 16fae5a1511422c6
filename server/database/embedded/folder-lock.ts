import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { listen, type Guard } from './lock-listener.ts';
import { lockBySocketFile } from './socket-file-lock.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes sure that no other process has the folder, by things that the operating system takes back when a process ends, however
 * it ends. On Linux an abstract socket settles it on one machine, and a socket in the folder is seen from other containers that
 * mount it; macOS has the socket in the folder; Windows has a named pipe, which other machines do not see.
 * @throws when another process has it, or the file system of the folder cannot hold a socket.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const guards: Guard[] = [];
  const release = async () => {
    for (const guard of guards) await guard.close();
  };
  try {
    if (process.platform === 'win32') guards.push(held(folder, await listen(pipeName(folder))));
    else {
      if (process.platform === 'linux')
        guards.push(held(folder, await listen(`\0fairbridge-${identityOf(folder)}`)));
      guards.push(held(folder, await lockBySocketFile(folder)));
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

function held(folder: string, guard: Guard | null): Guard {
  if (guard) return guard;
  throw new Error(
    `${folder} is in use by another process. One process serves one embedded store; to run several, set MONGODB_URI.`,
  );
}

/** The same for every path that leads to the folder. */
function identityOf(folder: string): string {
  const { dev, ino } = fs.statSync(folder);
  return createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
}

function pipeName(folder: string): string {
  const real = path.resolve(fs.realpathSync.native(folder)).toLowerCase();
  return `\\\\.\\pipe\\fairbridge-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`;
}
