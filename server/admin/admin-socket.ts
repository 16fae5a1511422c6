import { chmodSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Deps } from '../deps.ts';
import { ADMIN_SOCKET, adminAddress } from './admin-address.ts';
import { answerAdmin } from './admin-questions.ts';

const LONGEST_LINE = 4096;
const SILENT_MS = 10_000;

export interface AdminSocket {
  close(): Promise<void>;
}

/**
 * Answers whoever may open files of the server's own user: one line of JSON in, one out. It exists because the embedded
 * store lets no second process in.
 */
export async function adminSocket(
  deps: Pick<Deps, 'config' | 'now' | 'log'>,
): Promise<AdminSocket> {
  const { address, close } = adminAddress(deps.config.dataDir);
  const server = net.createServer((socket) => hear(socket, deps));
  if (!(await listenPrivately(server, address, deps.config.dataDir))) {
    // Several processes on one MongoDB may share a folder: whichever came first answers for all of them.
    close();
    return { close: async () => {} };
  }
  server.unref();
  return {
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      close();
    },
  };
}

/** False when another process answers there. */
async function listenPrivately(server: net.Server, address: string, dataDir: string) {
  if (await listen(server, address)) return true;
  if (await answers(address)) return false;
  // Left by a process that was killed.
  rmSync(path.join(dataDir, ADMIN_SOCKET), { force: true });
  return listen(server, address);
}

function listen(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const inUse = (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error);
    server.once('error', inUse);
    const before = process.umask(0o177);
    try {
      // The file is made before this call returns, so it is never there with wider rights.
      server.listen(address, () => {
        server.off('error', inUse);
        if (process.platform !== 'win32') chmodSync(address, 0o600);
        resolve(true);
      });
    } finally {
      process.umask(before);
    }
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

function hear(socket: net.Socket, deps: Pick<Deps, 'config' | 'now' | 'log'>): void {
  let heard = '';
  socket.setEncoding('utf8').setTimeout(SILENT_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (piece: string) => {
    heard += piece;
    const end = heard.indexOf('\n');
    if (end < 0 && heard.length <= LONGEST_LINE) return;
    socket.removeAllListeners('data');
    const line = end < 0 ? '' : heard.slice(0, end);
    void answerAdmin(line, deps).then((answer) => socket.end(`${JSON.stringify(answer)}\n`));
  });
}
