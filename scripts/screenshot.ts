// Takes the README's picture: plays the demo until people stream in, opens the control room as its organizer, and saves it.
// Needs Chromium (CHROMIUM_PATH, or /usr/bin/chromium).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { projectRoot } from '../server/web/project-root.ts';

const picture = path.join(projectRoot, 'public/img/control-room.png');
const ENOUGH_PEOPLE = 120;

const folder = path.join(mkdtempSync(path.join(tmpdir(), 'fairbridge-picture-')), 'demo');
const demo = spawn(
  process.execPath,
  [
    path.join(projectRoot, 'dist/scripts/demo.js'),
    '--port',
    '0',
    '--data',
    folder,
    '--graduates',
    '300',
    '--speed',
    '240',
  ],
  { stdio: 'ignore' },
);
try {
  await takePicture(await demoLinks());
  console.log(`saved ${path.relative(projectRoot, picture)}`);
} finally {
  demo.kill('SIGTERM');
  await new Promise((resolve) => demo.once('exit', resolve));
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

interface DemoFile {
  url: string;
  fair: string;
  links: { organizer: string };
}

async function demoLinks(): Promise<DemoFile> {
  const file = path.join(folder, 'demo.json');
  while (!existsSync(file)) await pause(200);
  return JSON.parse(readFileSync(file, 'utf8')) as DemoFile;
}

async function takePicture({ url, fair, links }: DemoFile): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    deviceScaleFactor: 1,
  });
  await page.goto(links.organizer);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.goto(`${url}/fairs/${fair}/dashboard`);
  while ((await arrived(page)) < ENOUGH_PEOPLE) await pause(500);
  await page.screenshot({ path: picture });
  await browser.close();
}

async function arrived(page: Page): Promise<number> {
  const text = await page.locator('[data-figure="arrived"]').textContent();
  return Number(text?.replace(/\D/g, ''));
}
