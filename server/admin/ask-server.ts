import { existsSync } from 'node:fs';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { adminAddress } from './admin-address.ts';
import { adminAnswer, type AdminAnswer, type AdminQuestion } from './admin-questions.ts';

const PATIENCE_MS = 10_000;

/** Asks the server that runs on a data folder. Null when none does. */
export async function askServer(
  dataDir: string,
  question: AdminQuestion,
): Promise<AdminAnswer | null> {
  if (!existsSync(dataDir)) return null;
  const { address, close } = adminAddress(dataDir);
  try {
    const socket = await connect(address);
    if (!socket) return null;
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('The server does not answer.')));
    socket.write(`${JSON.stringify(question)}\n`);
    return adminAnswer.parse(JSON.parse(await text(socket)));
  } finally {
    close();
  }
}

/** Null when nobody listens there; a file that this user may not open is an error. */
function connect(address: string): Promise<net.Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(address, () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      if (nobody) resolve(null);
      else reject(error);
    });
  });
}
