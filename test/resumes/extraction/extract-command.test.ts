import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

const fixtures = 'test/fixtures';
const extract = (...files: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/extract.ts', ...files], {
    encoding: 'utf8',
  });

it('prints what is said about each file, one JSON object a line', () => {
  const files = [
    `${fixtures}/resumes/hit-fairweather-him-ligatures.pdf`,
    `${fixtures}/resumes/scan-only-no-text.pdf`,
    `${fixtures}/hostile/real/encrypted-ole.docx`,
    `${fixtures}/no-such-file.pdf`,
  ];
  const { status, stdout } = extract(...files);
  expect(status).toBe(0);
  const said = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(said.map((one) => one.file)).toEqual(files);
  expect(said.map((one) => one.verdict)).toEqual(['accept', 'accept-no-text', 'reject', 'reject']);
  expect(said[0]).toMatchObject({ pages: 1, text: expect.stringContaining('Swannanoa') });
  expect(said[1]?.sentence).toMatch(/could not find text/);
  expect(said[2]).toMatchObject({
    reason: 'encrypted',
    sentence: expect.stringMatching(/password/),
  });
  for (const one of said) expect([typeof one.ms, typeof one.peakMb]).toEqual(['number', 'number']);
});

it('says how it is used when no file is named', () => {
  const { status, stderr } = extract();
  expect(status).toBe(2);
  expect(stderr).toMatch(/Usage/);
});
