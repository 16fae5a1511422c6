import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderRefused, prepareFolder } from '../../scripts/demo/demo-folder.ts';
import { BadOptions, readOptions } from '../../scripts/demo/demo-options.ts';

describe('the options of the demo', () => {
  it('has usual values', () => {
    expect(readOptions([])).toEqual({
      employers: 40,
      graduates: 600,
      speed: 60,
      seed: 7,
      port: 3000,
      data: path.resolve('data/demo'),
      once: false,
    });
  });

  it('takes all of them', () => {
    const given =
      '--port 0 --data /tmp/x --employers 6 --graduates=40 --speed 2.5 --seed 1 --once'.split(' ');
    expect(readOptions(given)).toEqual({
      employers: 6,
      graduates: 40,
      speed: 2.5,
      seed: 1,
      port: 0,
      data: path.resolve('/tmp/x'),
      once: true,
    });
  });

  it.each([
    [['--gradautes', '40'], "Unknown option '--gradautes'."],
    [['40'], "Unexpected argument '40'."],
    [['--graduates', 'many'], '--graduates takes a whole number from 10 to 16000, not “many”.'],
    [['--graduates', '10.5'], '--graduates takes a whole number from 10 to 16000, not “10.5”.'],
    [['--employers', '1'], '--employers takes a whole number from 2 to 450, not “1”.'],
    [['--speed', '0'], '--speed takes a number from 1 to 3600, not “0”.'],
    [['--port', '70000'], '--port takes a whole number from 0 to 65535, not “70000”.'],
    [['--seed='], '--seed takes a whole number from 0 to 4294967295, not “”.'],
    [['--data'], "Option '--data <value>' argument missing."],
  ])('says what is wrong with %j', (given, sentence) => {
    const refusal = problemOf(() => readOptions(given));
    expect(refusal).toBeInstanceOf(BadOptions);
    expect(refusal?.message.startsWith(sentence)).toBe(true);
  });
});

describe('the folder of the demo', () => {
  let parent: string;
  const own = () => path.join(parent, 'demo');
  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'fairbridge-folder-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('is made, and made anew at the next start', async () => {
    prepareFolder(own(), false);
    await writeFile(path.join(own(), 'old'), '');
    const folder = prepareFolder(own(), false);
    expect(existsSync(path.join(own(), 'old'))).toBe(false);
    folder.keepLinks({ url: 'http://127.0.0.1:1' });
    expect(JSON.parse(await readFile(path.join(own(), 'demo.json'), 'utf8'))).toEqual({
      url: 'http://127.0.0.1:1',
    });
    folder.dropLinks();
    expect(existsSync(path.join(own(), 'demo.json'))).toBe(false);
  });

  it('remembers the database of the demo before, each with a name of its own', () => {
    const first = prepareFolder(own(), true);
    const second = prepareFolder(own(), true);
    expect(first.lastDatabase).toBeNull();
    expect(second.lastDatabase).toBe(first.database);
    expect(second.database).not.toBe(first.database);
    expect(prepareFolder(own(), false).lastDatabase).toBe(second.database);
    expect(prepareFolder(own(), false).lastDatabase).toBeNull();
  });

  it('is refused, untouched, when the demo did not make it', async () => {
    await mkdir(own());
    await writeFile(path.join(own(), 'store'), 'precious');
    expect(problemOf(() => prepareFolder(own(), false))).toBeInstanceOf(FolderRefused);
    await writeFile(path.join(own(), 'made-by-the-demo.json'), '{"madeBy":"somebody"}');
    expect(problemOf(() => prepareFolder(own(), false))).toBeInstanceOf(FolderRefused);
    expect(await readFile(path.join(own(), 'store'), 'utf8')).toBe('precious');
  });

  it('is refused when it is a file', async () => {
    await writeFile(own(), 'precious');
    expect(problemOf(() => prepareFolder(own(), false))).toBeInstanceOf(FolderRefused);
    expect(await readFile(own(), 'utf8')).toBe('precious');
  });

  it('is refused while a demo runs in it', async () => {
    await mkdir(own());
    const running = { madeBy: 'npm run demo', database: null, process: process.ppid };
    await writeFile(path.join(own(), 'made-by-the-demo.json'), JSON.stringify(running));
    expect(problemOf(() => prepareFolder(own(), false))?.message).toMatch(/A demo runs in/);
    expect(await readdir(own())).toEqual(['made-by-the-demo.json']);
  });
});

function problemOf(work: () => unknown): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as Error;
  }
}
