import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FaultRun, Row } from './fault.ts';
import type { Told } from './fault-process.ts';

const asSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(
  new URL(asSource ? './fault-process.ts' : './fault-process.js', import.meta.url),
);

/** Causes one fault on one store, in a process of its own, and says how far it is. */
export function runFault(
  name: string,
  { store, mongodbUri, short, rounds, progress }: FaultRun,
): Promise<Row> {
  const began = performance.now();
  const child = fork(entry, [name, store, short ? 'short' : 'long', String(rounds ?? '')], {
    execArgv: asSource ? ['--import', 'tsx'] : [],
    env: { ...process.env, MONGODB_URI: mongodbUri ?? '', TEST_MONGODB_URI: '' },
  });
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  const failedRow = (why: string): Row => ({
    fault: name,
    store,
    seconds: seconds(),
    rounds: 0,
    lost: [],
    doubled: [],
    wrong: [why],
    figures: {},
  });
  return new Promise((resolve) => {
    child.on('message', (told: Told) => {
      if ('progress' in told) progress(told.progress);
      else if ('failed' in told) resolve(failedRow(told.failed));
      else resolve({ fault: name, store, seconds: seconds(), ...told.findings });
    });
    child.once('exit', (code) => resolve(failedRow(`its process ended with ${code}`)));
  });
}
