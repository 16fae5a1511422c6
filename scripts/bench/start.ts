import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/web/project-root.ts';
import { median, report } from './report.ts';

const ROUNDS = 5;
const PORT = 42_317;

/** From starting the process to its first answer, and its memory then, against a bare Express server. */
export async function benchStart(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-bench-'));
  const bare = path.join(projectRoot, 'dist', 'bare-express.js');
  await writeFile(
    bare,
    `import express from 'express'; const app = express(); app.get('/health/live', (q, s) => s.json({ ok: true })); app.listen(${PORT}, '127.0.0.1');`,
  );
  const ours: Started[] = [];
  const theirs: Started[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await startOnce(path.join(projectRoot, 'dist/server/main.js'), folder));
      theirs.push(await startOnce(bare, folder));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(bare, { force: true });
  }
  const common = {
    bench: 'start',
    sibling: 'a bare Express server',
    store: 'embedded',
    rounds: ROUNDS,
  };
  const mid = (from: Started[], what: keyof Started) => median(from.map((each) => each[what]));
  report({
    ...common,
    figure: 'from start to the first answer',
    unit: 'ms',
    value: mid(ours, 'ms'),
    siblingValue: mid(theirs, 'ms'),
  });
  report({
    ...common,
    figure: 'resident memory then',
    unit: 'MB',
    value: mid(ours, 'megabytes'),
    siblingValue: mid(theirs, 'megabytes'),
  });
}

interface Started {
  ms: number;
  megabytes: number;
}

async function startOnce(entry: string, folder: string): Promise<Started> {
  const env = {
    ...process.env,
    PORT: String(PORT),
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    MONGODB_URI: '',
  };
  const began = performance.now();
  const child = spawn(process.execPath, [entry], { env, stdio: 'ignore' });
  try {
    while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 10));
    const ms = performance.now() - began;
    return { ms, megabytes: residentMegabytes(child.pid!) };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

const answers = (): Promise<boolean> =>
  fetch(`http://127.0.0.1:${PORT}/health/live`).then(
    (response) => response.ok,
    () => false,
  );

/** Linux only; 0 elsewhere. */
function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}
