import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import nodePath from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startHarness, type Harness } from '../support/harness.ts';
import { newPage, openAs, startChromium, withChromium } from './support/browser.ts';
import { wholeTour } from './support/tour.ts';
import type { Person, Stop } from './support/tour-stops.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** A folder to leave pictures in, to be looked at by a person. */
const shots = process.env.SHOTS;

withChromium('every page', () => {
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

  it.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)(
    'is accessible, fits and keeps its content policy at %s px in %s',
    async (width, colorScheme) => {
      const faults = await Promise.all(
        people.map((person) => goAround(person, width, colorScheme)),
      );
      expect(faults.flat()).toEqual([]);
    },
    180_000,
  );

  async function goAround(
    { who, visitor, stops }: Person,
    width: number,
    colorScheme: 'light' | 'dark',
  ): Promise<string[]> {
    const context = await openAs(browser, harness, visitor, {
      viewport: { width, height: 800 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(60_000);
    const page = await newPage(context);
    const faults: string[] = [];
    for (const stop of stops) {
      const found = await lookAt(page, stop, colorScheme);
      faults.push(...found.map((fault) => `${who} ${stop.name}: ${fault}`));
      if (!shots) continue;
      const path = nodePath.join(shots, `${who}-${stop.name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
    await context.close();
    return faults;
  }
});

async function lookAt(
  page: Page & { complaints: string[] },
  stop: Stop,
  colorScheme: 'light' | 'dark',
): Promise<string[]> {
  page.complaints.length = 0;
  let status = (await page.goto(stop.path, { waitUntil: 'load' }))?.status();
  if (stop.then) {
    const answer = page.waitForResponse(
      (each) => each.request().isNavigationRequest() && each.status() !== 303,
    );
    await stop.then(page);
    status = (await answer).status();
  }
  const faults = [];
  const wanted = stop.status ?? 200;
  if (status !== wanted) faults.push(`status ${status}`);
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  if (wide > 0) faults.push(`${wide} px too wide`);
  const meant = `status of ${wanted}`;
  faults.push(...page.complaints.filter((each) => wanted === 200 || !each.includes(meant)));
  await page.evaluate(axeSource);
  return [...faults, ...(await page.evaluate<string[]>(violations(colorScheme)))];
}

/** All rules in light; in dark the one that depends on colors. */
const violations = (colorScheme: 'light' | 'dark') => `axe
  .run(document, ${colorScheme === 'dark' ? "{ runOnly: ['color-contrast'] }" : '{}'})
  .then(({ violations }) => violations.map(({ id, nodes }) =>
    id + ' at ' + JSON.stringify(nodes.slice(0, 3).map(({ target }) => target))))`;
