import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openBrowser } from '../../scripts/demo/browser.ts';
import { closeConnections } from '../../scripts/demo/http-request.ts';
import { runLink } from '../admin/run-link.ts';
import { linksOf, runDemo, type RunningDemo, type WrittenLinks } from './run-demo.ts';

const SOME_MINUTES = 240_000;

describe('a demo that runs', () => {
  let parent: string;
  let folder: string;
  let demo: RunningDemo;
  let written: WrittenLinks;
  const visitor = (n: number) => openBrowser(written.url, `10.7.0.${n}`);
  const pathOf = (link: string) => new URL(link).pathname;

  beforeAll(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'fairbridge-live-'));
    folder = path.join(parent, 'demo');
    const size = ['--employers', '4', '--graduates', '20', '--speed', '120'];
    demo = runDemo([...size, '--port', '0', '--data', folder]);
    written = await linksOf(folder, demo);
  }, SOME_MINUTES);
  afterAll(async () => {
    await demo.end('SIGKILL');
    closeConnections();
    await rm(parent, { recursive: true, force: true });
  });

  it('says where it is open and writes links that only this user can read', () => {
    expect(Object.keys(written)).toEqual(['url', 'fair', 'links']);
    expect(demo.said()).toContain(written.url);
    expect(demo.said()).toContain(written.links.graduate);
    const { mode } = statSync(path.join(folder, 'demo.json'));
    if (process.platform !== 'win32') expect((mode & 0o777).toString(8)).toBe('600');
  });

  it.each([
    ['organizer', /\/dashboard$/],
    ['employer', /\/enrollments\/[0-9a-f]{24}$/],
    ['graduate', /\/registration$/],
    ['supervisor', /^\/desk\//],
  ] as const)('signs a browser in as %s, and the next one too', async (part, where) => {
    const link = pathOf(written.links[part]);
    for (const n of [1, 2]) {
      const browser = visitor(n);
      const page = await browser.submit(await browser.open(link), link);
      expect(page.path).toMatch(where);
      expect((await browser.open(page.path)).status).toBe(200);
    }
  });

  it('stands still and changes its speed from the banner of every page', async () => {
    const browser = visitor(3);
    const front = await browser.open('/');
    const stopped = await browser.submit(front, '/demo/pause', { paused: 'yes' });
    expect(stopped.html).toContain('the day stands still');
    const faster = await browser.submit(stopped, '/demo/speed', { speed: '1500' });
    const going = await browser.submit(faster, '/demo/pause', { paused: 'no' });
    expect(going.html).toContain('runs 1500 times as fast');
    const wrong = browser.submit(going, '/demo/speed', { speed: '1e9' });
    await expect(wrong).rejects.toMatchObject({ status: 422 });
  });

  it('gives a sign-in link on the command line while it runs', async () => {
    const { status, out } = await runLink(['jordan.marsh@fairbridge.example'], folder);
    expect(status).toBe(0);
    const browser = visitor(4);
    const link = pathOf(/http:\/\/\S+/.exec(out)![0]);
    const page = await browser.submit(await browser.open(link), link);
    expect(page.html).toContain('Jordan Marsh');
  });

  it(
    'plays the day by itself',
    async () => {
      await waitFor(() => /[1-9]\d* of \d+ graduates/.test(demo.said()));
      await waitFor(() => demo.said().includes('The day is over.'));
      expect(demo.said()).not.toContain('did not go through');
    },
    SOME_MINUTES,
  );

  it('refuses to start twice in one folder', async () => {
    const second = runDemo(['--port', '0', '--data', folder]);
    expect(await second.ended).toBe(2);
    expect(second.said()).toMatch(/A demo runs in .* already/);
  });

  it('stops cleanly and takes the links away', async () => {
    expect(await demo.end('SIGTERM')).toBe(0);
    expect(existsSync(path.join(folder, 'demo.json'))).toBe(false);
  });
});

describe('a demo that cannot start', () => {
  it('says which option it does not know', async () => {
    const demo = runDemo(['--fast']);
    expect(await demo.ended).toBe(2);
    expect(demo.said()).toMatch(/^Unknown option '--fast'\. Use: npm run demo/);
  });

  it('leaves a folder alone that it did not make', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-foreign-'));
    await writeFile(path.join(folder, 'notes'), 'precious');
    const demo = runDemo(['--port', '0', '--data', folder]);
    expect(await demo.ended).toBe(2);
    expect(demo.said()).toContain('was not made by the demo');
    expect(existsSync(path.join(folder, 'notes'))).toBe(true);
    await rm(folder, { recursive: true });
  });
});

async function waitFor(done: () => boolean): Promise<void> {
  while (!done()) await pause(200);
}
