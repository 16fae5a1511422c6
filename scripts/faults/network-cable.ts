import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export interface NetworkCable {
  /** The server's address at the other end of the cable. */
  url: string;
  /** Added to each direction. */
  setDelay(ms: number): void;
  /** Cuts what is open and lets nothing new through. */
  pull(): void;
  /** Swallows every byte and every ending in both directions, as a network does that is gone without a word. */
  muffle(): void;
  plugIn(): void;
  /** How many connections the server has seen the end of. */
  ended(): number;
  remove(): Promise<void>;
}

/** A cable between clients and a server that can be long, pulled or muffled: everything goes through it, HTTP and sockets. */
export async function networkCable(to: string): Promise<NetworkCable> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let state: 'plugged' | 'pulled' | 'muffled' = 'plugged';
  let delayMs = 0;
  let ended = 0;

  const cable = createServer((near) => {
    if (state === 'pulled') return void near.resetAndDestroy();
    const far = createConnection(Number(port), hostname);
    carry(near, far);
    carry(far, near);
    far.once('close', () => (ended += 1));
  });
  await new Promise<void>((resolve) => cable.listen(0, '127.0.0.1', resolve));

  function carry(from: Socket, into: Socket) {
    open.add(from);
    from.setNoDelay(true);
    const later = inOrder(() => delayMs);
    const pass = (work: () => void) => {
      if (state !== 'muffled') later(() => into.writable && work());
    };
    from.on('data', (bytes) => pass(() => into.write(bytes)));
    from.on('error', () => state === 'muffled' || into.destroy());
    from.on('close', () => {
      open.delete(from);
      pass(() => into.end());
    });
  }
  const cut = () => {
    for (const socket of open) socket.destroy();
  };

  return {
    url: `http://127.0.0.1:${(cable.address() as AddressInfo).port}`,
    setDelay: (ms) => (delayMs = ms),
    pull() {
      state = 'pulled';
      cut();
    },
    muffle: () => (state = 'muffled'),
    plugIn() {
      if (state === 'muffled') cut();
      state = 'plugged';
    },
    ended: () => ended,
    async remove() {
      cut();
      await new Promise<void>((resolve) => cable.close(() => resolve()));
    },
  };
}

/** What comes later never overtakes, also when the delay has become shorter. */
function inOrder(delayMs: () => number) {
  let last = 0;
  return (work: () => void) => {
    const now = performance.now();
    last = Math.max(last, now + delayMs());
    setTimeout(work, last - now);
  };
}
