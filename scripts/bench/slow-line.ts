import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to the server that can be long, or cut. */
export interface SlowLine {
  url: string;
  /** Added to each direction. */
  setDelay(ms: number): void;
  /** Cuts what is open and lets nothing new through. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function slowLine(port: number): Promise<SlowLine> {
  const open = new Set<Socket>();
  let delayMs = 0;
  let isCut = false;

  const line = createServer((near) => {
    if (isCut) return void near.resetAndDestroy();
    const far = createConnection(port, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.setNoDelay(true);
      const later = inOrder(() => delayMs);
      from.on('data', (bytes) => later(() => into.writable && into.write(bytes)));
      from.on('error', () => into.destroy());
      from.on('close', () => {
        open.delete(from);
        later(() => into.end());
      });
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };

  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    setDelay: (ms) => (delayMs = ms),
    cut,
    mend: () => (isCut = false),
    async close() {
      cut();
      await new Promise<void>((resolve) => line.close(() => resolve()));
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
