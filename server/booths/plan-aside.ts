import { Worker } from 'node:worker_threads';
import type { AssignOptions } from './engine/assign-booths.ts';
import type { BoothPlan, BoothProblem } from './engine/booth-problem.ts';

const asSource = import.meta.url.endsWith('.ts');
const entry = new URL(asSource ? './engine-thread.ts' : './engine-thread.js', import.meta.url);

/** Runs the engine in a thread of its own: a search of a second must not hold up a scan at the door. */
export function planAside(problem: BoothProblem, options: AssignOptions): Promise<BoothPlan> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(entry, {
      workerData: { problem, options },
      execArgv: asSource ? ['--import', 'tsx'] : [],
    });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the booth engine ended with ${code}`)));
  });
}
