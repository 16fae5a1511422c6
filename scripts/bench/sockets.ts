import { ask, forkModule, loader } from './load.ts';
import type { DashboardWork } from './load-work.ts';
import { median, report } from './report.ts';
import type { Memory } from './socket-server.ts';

const ROUNDS = 3;
/** Below this a server still lives on memory that it took for its start. */
const BEFORE = 2000;
const SOCKETS = 6000;
const KINDS = ['fairbridge', 'bare'] as const;
type Kind = (typeof KINDS)[number];

/** What one more idle control room costs the server in memory, against one more socket of a bare ws server. */
export async function benchSockets(): Promise<void> {
  const of: Record<Kind, Memory[]> = { fairbridge: [], bare: [] };
  let store = '';
  for (let round = 0; round < ROUNDS; round += 1)
    for (const kind of KINDS) {
      const measured = await memoryOfSockets(kind);
      of[kind].push(measured.perSocket);
      store ||= measured.store;
    }
  for (const [name, what] of [
    ['resident memory', 'resident'],
    ['memory in use', 'used'],
  ] as const) {
    const mid = (kind: Kind) => median(of[kind].map((each) => each[what])) / 1024;
    report({
      ...{ bench: 'sockets', unit: 'kB', store, rounds: ROUNDS, allowed: 3 * mid('bare') },
      figure: `${name} for one more idle dashboard, from ${BEFORE} to ${SOCKETS}`,
      value: mid('fairbridge'),
      sibling: 'for one more connection to a bare ws server',
      siblingValue: mid('bare'),
    });
  }
}

interface Started {
  store: string;
  url: string;
  cookie: string;
  fairId: string;
}

/** A server of its own for each measurement, because memory once taken is seldom given back. */
async function memoryOfSockets(kind: Kind): Promise<{ perSocket: Memory; store: string }> {
  const server = forkModule('socket-server', ['--expose-gc']);
  const clients = loader();
  try {
    const started = await ask<Started>(server, { start: kind });
    const open = (more: number) =>
      clients.run(
        kind === 'bare'
          ? { do: 'bare-sockets', url: started.url, more }
          : ({ do: 'dashboards', ...started, count: more, more: true } satisfies DashboardWork),
      );
    await open(BEFORE);
    const before = await ask<Memory>(server, { measure: true });
    await open(SOCKETS - BEFORE);
    const after = await ask<Memory>(server, { measure: true });
    const each = (what: keyof Memory) => (after[what] - before[what]) / (SOCKETS - BEFORE);
    const perSocket = { resident: each('resident'), used: each('used') };
    return { perSocket, store: started.store };
  } finally {
    clients.stop();
    await ask(server, { stop: true });
    server.disconnect();
  }
}
