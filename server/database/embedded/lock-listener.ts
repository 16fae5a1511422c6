import net from 'node:net';

export interface Guard {
  close(): Promise<void>;
}

/** Listens until it is closed or the process ends; null when somebody else does already. */
export function listen(address: string): Promise<Guard | null> {
  const server = net.createServer((socket) => socket.destroy());
  const close = () => new Promise<void>((done) => server.close(() => done()));
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve({ close });
    });
  });
}

/** What a connection to a socket meets when its process is gone, or the socket is. */
const GONE = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']);

/** Whether a process listens there. What cannot be told, as for want of permission, counts as yes. */
export function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(!GONE.has(error.code ?? '')));
  });
}
