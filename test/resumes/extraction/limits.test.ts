import { afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  resumeExaminer,
  type ExaminerOptions,
} from '../../../server/resumes/extraction/resume-examiner.ts';
import { readingProcesses } from './reading-processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'bombs-'));
execFileSync(process.execPath, ['test/fixtures/hostile/make.mjs', folder, 'flate-bomb']);
const bomb = { name: 'cv.pdf', bytes: readFileSync(join(folder, 'flate-bomb.pdf')) };
rmSync(folder, { recursive: true });
const good = {
  name: 'cv.pdf',
  bytes: readFileSync('test/fixtures/resumes/hit-nguyen-trainer-accents.pdf'),
};

let examiner: ReturnType<typeof resumeExaminer>;
const start = (options: ExaminerOptions = {}) => (examiner = resumeExaminer(options));
afterEach(() => examiner.stop());

describe('a file that costs too much', () => {
  it('is stopped at the memory limit, and the next file is read', async () => {
    const { examine } = start({ atOnce: 1 });
    const [first, second] = await Promise.all([examine(bomb), examine(good)]);
    expect(first).toMatchObject({ verdict: 'reject', reason: 'too big unpacked' });
    expect(second).toMatchObject({ verdict: 'accept', pages: 1 });
  });

  it('does not hold up another one that is read at the same time', async () => {
    const { examine } = start();
    await Promise.all([examine(good), examine(good)]);
    const order: string[] = [];
    await Promise.all([
      examine(bomb).then(() => order.push('bomb')),
      examine(good).then(() => order.push('good')),
    ]);
    expect(order).toEqual(['good', 'bomb']);
  });

  it('leaves the server free for other work', async () => {
    const { examine } = start();
    await examine(good);
    const delays: number[] = [];
    let done = false;
    const ended = examine(bomb).finally(() => (done = true));
    while (!done) {
      const since = performance.now();
      await pause(5);
      delays.push(performance.now() - since - 5);
    }
    expect(await ended).toMatchObject({ reason: 'too big unpacked' });
    delays.sort((a, b) => a - b);
    expect(delays.length).toBeGreaterThan(20);
    expect(delays[Math.floor(delays.length * 0.9)]).toBeLessThan(25);
  });

  it('is stopped when its time is up', async () => {
    const { examine } = start({ limits: { residentMb: 4_000, wallMs: 400 } });
    const verdict = await examine(bomb);
    expect(verdict).toMatchObject({ verdict: 'reject', reason: 'time limit' });
    expect(verdict.ms).toBeLessThan(1_000);
  });

  it('is stopped when it used too much of the processor', async () => {
    const { examine } = start({ limits: { residentMb: 4_000, cpuMs: 400 } });
    const verdict = await examine(bomb);
    expect(verdict).toMatchObject({ verdict: 'reject', reason: 'time limit' });
    expect(verdict.ms).toBeLessThan(5_000);
  });
});

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a reading process', () => {
  onLinux('is used again for the next good file and replaced after a bomb', async () => {
    const { examine } = start({ atOnce: 1 });
    await examine(good);
    const [first] = readingProcesses();
    await examine(good);
    expect(readingProcesses()).toEqual([first]);
    await examine(bomb);
    expect(readingProcesses()).toEqual([]);
    await examine(good);
    expect(readingProcesses()).not.toEqual([first]);
    expect(readingProcesses()).toHaveLength(1);
  });

  onLinux('that is killed in the middle of a file costs that file only', async () => {
    const { examine } = start({ limits: { residentMb: 4_000 } });
    await examine(good);
    const under = examine(bomb);
    await pause(200);
    for (const pid of readingProcesses()) process.kill(pid, 'SIGSEGV');
    expect(await under).toMatchObject({ verdict: 'reject', reason: 'damaged' });
    expect(await examine(good)).toMatchObject({ verdict: 'accept' });
  });

  onLinux('that dies while it waits costs no file', async () => {
    const { examine } = start();
    await examine(good);
    for (const pid of readingProcesses()) process.kill(pid, 'SIGKILL');
    expect(await examine(good)).toMatchObject({ verdict: 'accept' });
  });

  onLinux('is gone after the stop, and who still waits is told to come again', async () => {
    const { examine, settled, stop } = start({ atOnce: 1, graceMs: 30_000 });
    const reading = examine(good);
    const waiting = examine(good);
    await stop();
    await settled();
    expect(await reading).toMatchObject({ verdict: 'accept' });
    expect(await waiting).toMatchObject({ verdict: 'reject', reason: 'not checked' });
    expect(await examine(good)).toMatchObject({ verdict: 'reject', reason: 'not checked' });
    expect(readingProcesses()).toEqual([]);
  });
});
