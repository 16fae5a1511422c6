import net from 'node:net';
import { Scan, type ScanFields } from '../../server/checkins/scan-model.ts';
import { openDesk, type DeskDevice } from './desk-device.ts';
import type { FaultRun } from './fault.ts';
import { fillStore, type FilledFair } from './fill-store.ts';
import { anInstallation, type Installation } from './installation.ts';
import { runServer, type ServerProcess } from './server-process.ts';

/** A fair on a server of its own, which can be killed and comes back at the same address. */
export interface Hall {
  url: string;
  fair: FilledFair;
  place: Installation;
  server(): ServerProcess;
  /** Milliseconds until it said that it is ready. */
  start(): Promise<number>;
  kill(): Promise<void>;
  /** Pairs a browser for each link that the fair was filled with. `through`: by another address, such as a proxy's. */
  openDesks(through?: string): Promise<DeskDevice[]>;
  /** Stops the server, and resolves with everything that the store holds. */
  read(): Promise<ScanFields[]>;
  remove(): Promise<void>;
}

export async function openHall(
  run: FaultRun,
  wanted: Parameters<typeof fillStore>[0],
): Promise<Hall> {
  const place = await anInstallation(run.mongodbUri ?? '');
  run.progress('filling the store');
  const fair = await place.withStore(() => fillStore(wanted));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = { ...place.settings, PORT: String(port), LOG_LEVEL: 'error' };
  let server: ServerProcess;
  return {
    url,
    fair,
    place,
    server: () => server,
    async start() {
      const began = performance.now();
      server = runServer(settings);
      await server.ready;
      return performance.now() - began;
    },
    async kill() {
      server.signal('SIGKILL');
      await server.ended;
    },
    openDesks: (through = url) =>
      Promise.all(fair.pairings.map((pairing) => openDesk(through, fair.slug, pairing))),
    async read() {
      await server.stop();
      return place.withStore(() => Scan.find({}).lean<ScanFields[]>());
    },
    async remove() {
      await server.stop();
      await place.remove();
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = net.createServer().once('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as net.AddressInfo;
      listener.close(() => resolve(port));
    });
  });
}
