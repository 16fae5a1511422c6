import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Done, Work } from './load-work.ts';

const asSource = import.meta.url.endsWith('.ts');

/** A module of this folder in a process of its own, compiled or not as this one is. */
export function forkModule(name: string, execArgv: string[] = [], env?: NodeJS.ProcessEnv) {
  const entry = fileURLToPath(new URL(`./${name}.${asSource ? 'ts' : 'js'}`, import.meta.url));
  return fork(entry, [], {
    execArgv: [...execArgv, ...(asSource ? ['--import', 'tsx'] : [])],
    env: env ?? process.env,
  });
}

/** Sends one message and waits for the answer to it. */
export function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a process ended with ${code}`));
    child.once('exit', failed);
    child.once('message', (answer) => {
      child.off('exit', failed);
      resolve(answer as Answer);
    });
    child.send(message);
  });
}

/** A process that makes load, so that the server's CPU time is the server's alone. */
export interface Loader {
  run(work: Work): Promise<Done>;
  stop(): void;
}

export function loader(): Loader {
  const child = forkModule('load-process');
  return {
    run: (work) => ask<Done>(child, work),
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
