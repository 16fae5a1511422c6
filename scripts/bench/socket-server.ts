// Runs in a process of its own: the product, or a bare ws server, and says how much memory it has after a collection.
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

export interface Memory {
  /** Bytes that the process occupies. */
  resident: number;
  /** Bytes of what is still in use, in the heap and beside it. */
  used: number;
}

type Message = { start: 'fairbridge' | 'bare' } | { measure: true } | { stop: true };

let stop = async () => {};

process.on(
  'message',
  (message: Message) => void answer(message).then((said) => process.send!(said)),
);

async function answer(message: Message): Promise<object> {
  if ('start' in message) return message.start === 'bare' ? startBare() : startProduct();
  if ('measure' in message) return memoryAfterCollection();
  await stop();
  return {};
}

/** Loaded here alone: a bare server with the product's memory behind it would find room for its sockets there. */
async function startProduct() {
  const { benchServer } = await import('./bench-server.ts');
  const { running, fair, owner, ...server } = await benchServer(0);
  stop = () => server.stop();
  const { cookie } = owner;
  return { store: running.store.kind, url: running.url, cookie, fairId: String(fair._id) };
}

async function startBare() {
  const bare = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => bare.once('listening', resolve));
  stop = () => new Promise((resolve) => bare.close(() => resolve()));
  const { port } = bare.address() as AddressInfo;
  return { store: '', url: `ws://127.0.0.1:${port}`, cookie: '', fairId: '' };
}

/** Once what is due soon after a connection has been done. */
async function memoryAfterCollection(): Promise<Memory> {
  for (let times = 0; times < 3; times += 1) {
    await pause(500);
    globalThis.gc!();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, used: heapUsed + external };
}
