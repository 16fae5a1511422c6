import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Done, Work } from './load-process.ts';

const asSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(
  new URL(asSource ? './load-process.ts' : './load-process.js', import.meta.url),
);

/** A process that makes load, so that the server's CPU time is the server's alone. */
export interface Loader {
  run(work: Work): Promise<Done>;
  stop(): void;
}

export function loader(): Loader {
  const child: ChildProcess = fork(entry, [], { execArgv: asSource ? ['--import', 'tsx'] : [] });
  return {
    run(work) {
      return new Promise((resolve, reject) => {
        const failed = (code: number | null) =>
          reject(new Error(`the load process ended with ${code}`));
        child.once('exit', failed);
        child.once('message', (done) => {
          child.off('exit', failed);
          resolve(done as Done);
        });
        child.send(work);
      });
    },
    stop: () => child.disconnect(),
  };
}

/** CPU time of this process, user and system, in microseconds, that some work took. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
