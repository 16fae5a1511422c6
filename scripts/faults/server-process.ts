import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../server/web/project-root.ts';

// A built run starts the built server, as an operator does.
const main = import.meta.url.endsWith('.ts')
  ? ['--import', 'tsx', 'server/main.ts']
  : ['dist/server/main.js'];

export interface ServerProcess {
  pid: number;
  /** What it has printed so far. */
  out(): string;
  errors(): string;
  /** Lines of the log, which is JSON between the sentences for people. */
  log(): Record<string, unknown>[];
  /** The address that it printed; fails when the process ends before. */
  ready: Promise<string>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  signal(name: NodeJS.Signals): void;
  /** Ends it as an operator would, whatever state it is in. */
  stop(): Promise<void>;
}

/** Runs the real server with these settings and no others. */
export function runServer(settings: Record<string, string>): ServerProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, main, {
    cwd: path.resolve(projectRoot),
    env: { PATH, HOME, TMPDIR, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += String(chunk);
      const at = /^Fairbridge is ready at (\S+)\n/m.exec(out)?.[1];
      if (at) resolve(at);
    });
    void ended.then(() => reject(new Error(`the server ended before it was ready: ${errors}`)));
  });
  // Some tests wait for the end alone.
  ready.catch(() => {});
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)));
  return {
    pid: child.pid!,
    out: () => out,
    errors: () => errors,
    log: () => jsonLines(out),
    ready,
    ended,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const jsonLines = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
