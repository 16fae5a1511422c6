import type { ChildProcess } from 'node:child_process';
import { ask, forkModule, loader } from './load.ts';
import type { DashboardWork } from './load-work.ts';
import { median, report } from './report.ts';

const ROUNDS = 3;
const SOCKETS = 1000;
const KINDS = ['fairbridge', 'bare'] as const;
type Kind = (typeof KINDS)[number];

/** What one more idle control room costs the server in resident memory, against one more socket of a bare ws server. */
export async function benchSockets(): Promise<void> {
  const bytes: Record<Kind, number[]> = { fairbridge: [], bare: [] };
  let store = '';
  for (let round = 0; round < ROUNDS; round += 1)
    for (const kind of KINDS) {
      const measured = await memoryOfSockets(kind);
      bytes[kind].push(measured.perSocket);
      if (kind === 'fairbridge') store = measured.store;
    }
  const [ours, theirs] = [median(bytes.fairbridge), median(bytes.bare)];
  report({
    bench: 'sockets',
    figure: `resident memory of an idle dashboard, of ${SOCKETS}`,
    value: ours / 1024,
    unit: 'kB',
    sibling: 'a connection to a bare ws server',
    siblingValue: theirs / 1024,
    allowed: (3 * theirs) / 1024,
    store,
    rounds: ROUNDS,
  });
}

interface Started {
  store: string;
  url: string;
  cookie: string;
  fairId: string;
}

/** A server of its own for each measurement, because memory once taken is seldom given back. */
async function memoryOfSockets(kind: Kind): Promise<{ perSocket: number; store: string }> {
  const server = forkModule('socket-server', ['--expose-gc']);
  const clients = loader();
  try {
    const started = await ask<Started>(server, { start: kind });
    const open = (count: number) =>
      clients.run(
        kind === 'bare'
          ? { do: 'bare-sockets', url: started.url, count }
          : ({ do: 'dashboards', ...started, count } satisfies DashboardWork),
      );
    // What the first connections load and compile is not theirs.
    await open(SOCKETS / 10);
    await open(0);
    const before = await residentBytes(server);
    await open(SOCKETS);
    const after = await residentBytes(server);
    return { perSocket: (after - before) / SOCKETS, store: started.store };
  } finally {
    clients.stop();
    await ask(server, { stop: true });
    server.disconnect();
  }
}

const residentBytes = (server: ChildProcess): Promise<number> =>
  ask<number>(server, { measure: true });
