import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AssignOptions } from './engine/assign-booths.ts';
import type { BoothPlan, BoothProblem } from './engine/booth-problem.ts';

const asSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(
  new URL(asSource ? './engine-process.ts' : './engine-process.js', import.meta.url),
);

/** Runs the engine in a process of its own: a search of a second must not hold up a scan at the door. */
export function planAside(problem: BoothProblem, options: AssignOptions): Promise<BoothPlan> {
  return new Promise((resolve, reject) => {
    const child = fork(entry, [], { execArgv: asSource ? ['--import', 'tsx'] : [] });
    child.once('message', (plan) => resolve(plan as BoothPlan));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the booth engine ended with ${code}`)));
    child.send({ problem, options });
  });
}
