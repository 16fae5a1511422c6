import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/demo.ts', import.meta.url));

export interface RunningDemo {
  said(): string;
  ended: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs the demo as its own process, on the embedded store. */
export function runDemo(given: string[]): RunningDemo {
  const { PATH, TMPDIR, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...given], {
    env: { PATH, TMPDIR, HOME },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    said: () => said,
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

export interface WrittenLinks {
  url: string;
  fair: string;
  links: Record<'organizer' | 'supervisor' | 'employer' | 'graduate', string>;
}

/** What demo.json holds once the pages can be opened. */
export async function linksOf(folder: string, demo: RunningDemo): Promise<WrittenLinks> {
  const file = path.join(folder, 'demo.json');
  let over = false;
  void demo.ended.then(() => (over = true));
  while (!existsSync(file)) {
    if (over) throw new Error(`the demo ended: ${demo.said()}`);
    await pause(100);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as WrittenLinks;
}
