import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resumeExaminer } from '../../../server/resumes/extraction/resume-examiner.ts';
import { expectationsOf, expectVerdict } from './expectation.ts';

const real = 'test/fixtures/hostile/real';
const made = mkdtempSync(join(tmpdir(), 'hostile-'));
// The table of tests is drawn up before anything runs, so the files are made now.
execFileSync(process.execPath, ['test/fixtures/hostile/make.mjs', made]);

const logged: object[] = [];
const log = {
  info: (fields: object) => void logged.push(fields),
  warn: (fields: object) => void logged.push(fields),
};
let examiner: ReturnType<typeof resumeExaminer>;
beforeAll(() => {
  examiner = resumeExaminer({ log });
});
afterAll(async () => {
  await examiner.stop();
  rmSync(made, { recursive: true });
});

const examine = (folder: string, name: string, sentAs = name) =>
  examiner.examine({ name: sentAs, bytes: readFileSync(join(folder, name)) });

describe('a hostile or broken upload', () => {
  it.each(Object.entries(expectationsOf(join(made, 'expected.json'))))(
    'gets an answer: %s, made',
    async (name, expected) => expectVerdict(await examine(made, name), expected),
  );

  it.each(Object.entries(expectationsOf(`${real}/expected.json`)))(
    'gets an answer: %s, found',
    async (name, expected) => expectVerdict(await examine(real, name), expected),
  );

  it('leaves only causes and counts in the log', () => {
    expect(logged.length).toBeGreaterThan(50);
    const known = ['result', 'reason', 'ms', 'peakMb'];
    for (const fields of logged) expect(known).toEqual(expect.arrayContaining(Object.keys(fields)));
    expect(JSON.stringify(logged)).not.toMatch(/CANARY|registry|root:/);
  });
});

describe('a file name', () => {
  const { names } = JSON.parse(readFileSync(join(made, 'expected.json'), 'utf8')) as {
    names: string[];
  };

  it.each(names)('decides by its ending alone and is not repeated: %j', async (name) => {
    const ending = /\.(pdf|docx)$/i.exec(name)?.[1]?.toLowerCase();
    const verdict = await examine(made, ending === 'docx' ? 'good.docx' : 'good.pdf', name);
    if (ending) expect(verdict).toMatchObject({ verdict: 'accept', kind: ending });
    else expect(verdict).toMatchObject({ verdict: 'reject', reason: 'type' });
    expect(JSON.stringify([verdict, logged])).not.toContain(JSON.stringify(name).slice(1, -1));
  });
});
