import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Two sockets, both gone with the process even on kill -9: an abstract one, which settles races on this machine, and one in the
 * folder, which processes in other containers that mount the folder can reach.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const inUse = new Error(
    `${folder} is in use by another process. One process serves one embedded store; to run several, set MONGODB_URI.`,
  );
  const { dev, ino } = fs.statSync(folder);
  const guards: net.Server[] = [];
  const release = async () => {
    for (const guard of guards) await new Promise((done) => guard.close(done));
  };
  if (process.platform === 'linux') {
    const name = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
    const guard = await listen(`\0fairbridge-${name}`);
    if (!guard) throw inUse;
    guards.push(guard);
  }
  // Socket paths may have 107 bytes; the folder's own descriptor gives any folder a short one.
  const descriptor = fs.openSync(folder, 'r');
  const address =
    process.platform === 'linux'
      ? `/proc/self/fd/${descriptor}/lock.sock`
      : path.join(folder, 'lock.sock');
  try {
    let guard = await listen(address);
    if (!guard && !(await answers(address))) {
      fs.rmSync(address, { force: true });
      guard = await listen(address);
    }
    if (!guard) throw inUse;
    guards.push(guard);
  } catch (error) {
    await release();
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
  return { release };
}

function listen(address: string): Promise<net.Server | null> {
  const server = net.createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(address, () => resolve(server.unref()));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
