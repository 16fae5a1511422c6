import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { askForReading, type Answer } from './ask-for-reading.ts';
import type { ProcessLimits } from './limits.ts';
import { entry, execArgv } from './reading-entry.ts';
import type { ResumeKind } from './verdict.ts';

export interface ReadingProcess {
  pid: number | undefined;
  read(kind: ResumeKind, bytes: Buffer): Promise<Answer>;
  alive(): boolean;
  end(): Promise<void>;
}

/** Starts a process that reads résumés, with no environment, no terminal and a folder that is not ours. */
export function startReadingProcess(limits: ProcessLimits): ReadingProcess {
  const child = fork(entry, [], {
    execArgv,
    env: {},
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const ended = endOf(child);
  const ready = readiness(child, ended, limits.startMs);

  return {
    pid: child.pid,
    alive: () => child.connected && child.exitCode === null && child.signalCode === null,
    async read(kind, bytes) {
      holdParent(child, true);
      const answer = await askForReading(child, { ready, ended, limits }, { kind, bytes });
      holdParent(child, false);
      return answer;
    },
    async end() {
      holdParent(child, true);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** When the process is gone, by whatever end. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.on('error', () => {
      if (child.pid === undefined) resolve();
    });
  });
}

async function readiness(child: ChildProcess, ended: Promise<void>, ms: number): Promise<boolean> {
  const late = new AbortController();
  const started = await Promise.race([
    once(child, 'message', { signal: late.signal }).then(
      () => true,
      () => false,
    ),
    ended.then(() => false),
    pause(ms, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  if (!started) child.kill('SIGKILL');
  return started;
}

/** An idle process must not keep its parent from ending; one at work must. */
function holdParent(child: ChildProcess, held: boolean): void {
  if (held) child.ref();
  else child.unref();
  if (held) child.channel?.ref();
  else child.channel?.unref();
}
