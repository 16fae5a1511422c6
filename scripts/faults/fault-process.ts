// Runs in a process of its own: one fault on one store, because a process speaks to one kind of store for its life.
import { faults } from './all-faults.ts';
import type { FaultRun, Findings } from './fault.ts';

export type Told = { progress: string } | { findings: Findings } | { failed: string };

const [name = '', store = 'embedded', length, rounds] = process.argv.slice(2);
const tell = (told: Told): Promise<void> =>
  new Promise((resolve) => process.send!(told, () => resolve()));
const run: FaultRun = {
  store: store as FaultRun['store'],
  mongodbUri: store === 'mongodb' ? process.env.MONGODB_URI : undefined,
  short: length === 'short',
  ...(rounds ? { rounds: Number(rounds) } : {}),
  progress: (text) => void tell({ progress: text }),
};

try {
  await tell({ findings: await faults[name]!.cause(run) });
} catch (error) {
  await tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.exit(0);
