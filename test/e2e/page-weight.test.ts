import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { startHarness, type Harness } from '../support/harness.ts';
import { openAs, startChromium, withChromium } from './support/browser.ts';
import { wholeTour, type Person } from './support/tour.ts';

const PAGE_BYTES = 60_000;
const SCRIPT_BYTES = 8_000;
/** Socket.IO's client included. */
const LIVE_SCRIPT_BYTES = 25_000;

interface Weight {
  whole: number;
  scripts: number;
  live: boolean;
}

withChromium('what a page weighs', () => {
  let harness: Harness;
  let browser: Browser;
  let people: Person[];

  beforeAll(async () => {
    harness = await startHarness();
    browser = await startChromium();
    people = await wholeTour(harness);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await harness.stop();
  });

  it('stays small for every page, and smaller still for its scripts', async () => {
    const tooHeavy: string[] = [];
    for (const { who, visitor, stops } of people) {
      const context = await openAs(browser, harness, visitor);
      for (const { name, path } of stops.filter((stop) => !stop.then)) {
        const { whole, scripts, live } = await weigh(context, path);
        const most = live ? LIVE_SCRIPT_BYTES : SCRIPT_BYTES;
        if (whole > PAGE_BYTES) tooHeavy.push(`${who} ${name}: ${whole} bytes`);
        if (scripts > most) tooHeavy.push(`${who} ${name}: ${scripts} bytes of script`);
      }
      await context.close();
    }
    expect(tooHeavy).toEqual([]);
  }, 180_000);
});

/** What a browser that has nothing of ours yet is sent for a page, packed as it is sent: everything with its head, scripts without. */
async function weigh(context: BrowserContext, path: string): Promise<Weight> {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  const answers = new Map<string, { file: string; head: number }>();
  const weight = { whole: 0, scripts: 0, live: false };
  line.on('Network.responseReceived', ({ requestId, response }) => {
    const file = new URL(response.url).pathname;
    answers.set(requestId, { file, head: response.encodedDataLength });
    if (file.startsWith('/socket.io/')) weight.live = true;
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { file, head } = answers.get(requestId)!;
    weight.whole += encodedDataLength;
    if (file.endsWith('.js')) weight.scripts += encodedDataLength - head;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.close();
  return weight;
}
