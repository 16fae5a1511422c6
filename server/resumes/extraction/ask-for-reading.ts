import type { ChildProcess } from 'node:child_process';
import type { ProcessLimits } from './limits.ts';
import type { Reading, ResumeKind } from './verdict.ts';
import { watchProcess, type Excess } from './watch-process.ts';

/** No reading: the process was gone before it began, so another one may try the same file. */
export interface Answer {
  reading: Reading | null;
  ms: number;
  peakMb: number;
  /** Resident memory afterwards; 0 when the process is gone. */
  residentMb: number;
}

interface Life {
  ready: Promise<boolean>;
  ended: Promise<void>;
  limits: ProcessLimits;
}

interface Done {
  said: 'done';
  reading: Reading;
  residentMb: number;
}

/** Hands one file to the process and waits for its answer or its end; a file that costs too much ends it. */
export async function askForReading(
  child: ChildProcess,
  { ready, ended, limits }: Life,
  file: { kind: ResumeKind; bytes: Buffer },
): Promise<Answer> {
  if (!(await ready)) return { reading: null, ms: 0, peakMb: 0, residentMb: 0 };
  const since = performance.now();
  let excess: Excess | null = null;
  const watch = watchProcess(child.pid ?? 0, limits, (why) => {
    excess = why;
    child.kill('SIGKILL');
  });
  const hearing = hear(child);
  child.send(file, () => undefined);
  const done = await Promise.race([hearing.done, ended]);
  hearing.stop();
  const residentMb = done?.residentMb ?? 0;
  const cost = {
    ms: performance.now() - since,
    peakMb: Math.max(watch.stop(), residentMb),
    residentMb,
  };
  if (done) return { reading: done.reading, ...cost };
  if (excess) return { reading: { outcome: 'refused', reason: excess }, ...cost };
  return { reading: hearing.begun() ? deathOf(child) : null, ...cost };
}

function hear(child: ChildProcess) {
  let begun = false;
  let resolve: (done: Done) => void;
  const done = new Promise<Done>((settle) => {
    resolve = settle;
  });
  const listener = (message: Done | { said: 'begun' }) => {
    if (message.said === 'begun') begun = true;
    else resolve(message);
  };
  child.on('message', listener);
  return { done, begun: () => begun, stop: () => child.off('message', listener) };
}

/** A process that ended by itself in the middle of a file: out of memory, or a parser that fell over. */
function deathOf(child: ChildProcess): Reading {
  const outOfMemory = child.signalCode === 'SIGABRT' || child.signalCode === 'SIGKILL';
  return { outcome: 'refused', reason: outOfMemory ? 'too big unpacked' : 'damaged' };
}
