import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aFloor, anEmployer } from './support/problems.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const instance = (name: string) => join(root, 'test/fixtures/qap', name);

function assign(...args: string[]) {
  const command = ['--import', 'tsx', join(root, 'scripts/assign.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  return { status, stdout, stderr };
}

describe('npm run assign', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assign-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints one object for a QAPLIB file', () => {
    const { status, stdout, stderr } = assign(
      instance('nug12.dat'),
      '--seconds',
      '0.3',
      '--seed',
      '7',
    );
    expect({ status, stderr, lines: stdout.trim().split('\n').length }).toEqual({
      status: 0,
      stderr: '',
      lines: 1,
    });
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(['plan', 'value', 'bound', 'gapPercent', 'proven', 'ms']);
    expect(answer).toMatchObject({ value: 578, bound: 494, gapPercent: 14.53, proven: false });
    expect([...answer.plan].sort((x, y) => x - y)).toEqual(
      answer.plan.map((_: number, at: number) => at),
    );
  });

  it('prints the booth of each employer, and in words who has none', () => {
    const file = join(folder, 'hall.json');
    const employers = [
      anEmployer('ada', { wishes: ['A2'] }),
      anEmployer('bo', { needsPower: true }),
    ];
    writeFileSync(file, JSON.stringify({ booths: aFloor(1, 2), employers }));
    const { status, stdout, stderr } = assign(file);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      plan: [1, -1],
      value: 100,
      bound: 100,
      gapPercent: 0,
      proven: true,
    });
    expect(stderr).toBe('BO has no booth. This floor has no standard booth with power.\n');
  });

  it.each([
    ['no file', [], /^Name one problem file: .+\n$/],
    [
      'a file that is not there',
      ['nowhere.dat'],
      /^Cannot read nowhere\.dat: there is no such file\.\n$/,
    ],
    ['a file that is no problem', ['package-lock.json'], /^The object must have booths .+\.\n$/],
    ['a bad time', [instance('nug12.dat'), '--seconds', 'long'], /^--seconds must be .+\.\n$/],
    ['a bad seed', [instance('nug12.dat'), '--seed', '1.5'], /^--seed must be .+\.\n$/],
    ['an unknown option', [instance('nug12.dat'), '--fast'], /^Unknown option '--fast'.*\n$/],
  ])('refuses %s in a sentence', (_, args, sentence) => {
    const { status, stdout, stderr } = assign(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });
});
