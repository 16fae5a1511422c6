import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { assignFloor } from '../../server/booths/assign-floor.ts';
import { drawFloor } from '../../server/booths/draw-floor.ts';
import { floorForm } from '../../server/booths/floor-form.ts';
import { Floor } from '../../server/booths/floor-model.ts';
import { Opening } from '../../server/employers/opening-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { openAs, startChromium, withChromium } from './support/browser.ts';
import { wholeTour } from './support/tour.ts';
import type { Person } from './support/tour-stops.ts';

const PAGE_BYTES = 60_000;
const SCRIPT_BYTES = 8_000;
/** Socket.IO's client included. */
const LIVE_SCRIPT_BYTES = 25_000;
/** Live pages load what their first use does not need when they have settled. */
const LATE_MS = 2_500;

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
    const tooHeavy = await Promise.all(people.map(weighPagesOf));
    expect(tooHeavy.flat()).toEqual([]);
  }, 180_000);

  it('stays small where lists are long', async () => {
    const fair = await aBigFair(harness);
    const context = await openAs(browser, harness, await harness.signIn('organizer', fair));
    const weights: Record<string, number> = {};
    for (const page of ['employers', 'map', 'applications', 'graduates', 'floor', 'dashboard'])
      weights[page] = (await weigh(context, `/fairs/${fair.slug}/${page}`)).whole;
    await context.close();
    expect(Object.entries(weights).filter(([, bytes]) => bytes > PAGE_BYTES)).toEqual([]);
  }, 120_000);

  async function weighPagesOf({ who, visitor, stops }: Person): Promise<string[]> {
    const tooHeavy: string[] = [];
    const context = await openAs(browser, harness, visitor);
    context.setDefaultTimeout(60_000);
    for (const { name, path } of stops.filter((stop) => !stop.then)) {
      const { whole, scripts, live } = await weigh(context, path);
      const most = live ? LIVE_SCRIPT_BYTES : SCRIPT_BYTES;
      if (whole > PAGE_BYTES) tooHeavy.push(`${who} ${name}: ${whole} bytes`);
      if (scripts > most) tooHeavy.push(`${who} ${name}: ${scripts} bytes of script`);
    }
    await context.close();
    return tooHeavy;
  }
});

/** A fair of hundreds: long lists, and a hall with a booth for everybody. */
async function aBigFair({ deps }: Harness) {
  const fair = await aFair();
  for (let n = 0; n < 240; n += 1) {
    const { enrollment } = await anEmployer(fair, deps, { boothWishes: ['A'] });
    const about = { title: `EHR trainer ${n}`, roles: ['CC-6', 'UB-3'], yearsAsked: n % 3 };
    const of = { fairId: fair._id, enrollmentId: enrollment._id, addedAt: deps.now() };
    await Opening.create({ ...of, ...about });
    if (n % 4 === 0) await aGraduate(fair, deps, { school: 'Gwinnett Tech' });
  }
  await drawFloor(fair._id, floorForm.parse({ rows: '12', columns: '20' }), deps.now());
  await assignFloor(fair._id, null, deps);
  await Floor.updateOne({ fairId: fair._id }, { publishedAt: deps.now() });
  return fair;
}

/** What a browser that has nothing of ours yet is sent for a page, packed as it is sent: everything with its head, scripts without. */
async function weigh(context: BrowserContext, path: string): Promise<Weight> {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  await line.send('Network.setBypassServiceWorker', { bypass: true });
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
  if (weight.live) {
    await page.waitForTimeout(LATE_MS);
    await page.waitForLoadState('networkidle');
  }
  await page.close();
  return weight;
}
