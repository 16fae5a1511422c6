import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export interface NetworkCable {
  /** The server's address at the other end of the cable. */
  url: string;
  /** Cuts what is open and lets nothing new through. */
  pull(): void;
  /** Swallows every byte in both directions, as a network does that is gone without a word. */
  muffle(): void;
  plugIn(): void;
  remove(): Promise<void>;
}

/** A cable between a browser and the server that can be pulled: everything through it is cut, HTTP and sockets. */
export async function networkCable(to: string): Promise<NetworkCable> {
  const far = Number(new URL(to).port);
  const open = new Set<Socket>();
  let state: 'plugged' | 'pulled' | 'muffled' = 'plugged';

  const cable = createServer((near) => {
    if (state === 'pulled') return void near.resetAndDestroy();
    const server = createConnection(far, '127.0.0.1');
    for (const [from, into] of [
      [near, server],
      [server, near],
    ] as const) {
      open.add(from);
      from.on('data', (bytes) => state === 'plugged' && into.write(bytes));
      from.on('error', () => into.destroy());
      from.on('close', () => {
        open.delete(from);
        into.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => cable.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of open) socket.destroy();
  };

  return {
    url: `http://127.0.0.1:${(cable.address() as AddressInfo).port}`,
    pull() {
      state = 'pulled';
      cut();
    },
    muffle() {
      state = 'muffled';
    },
    plugIn() {
      if (state === 'muffled') cut();
      state = 'plugged';
    },
    async remove() {
      cut();
      await new Promise<void>((resolve) => cable.close(() => resolve()));
    },
  };
}
