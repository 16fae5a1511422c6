import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

const HOUR = 3_600_000;

withChromium('a desk whose own clock is changed, and a desk in two tabs', () => {
  let journey: Journey;
  let fair: FairFields;
  const people: Awaited<ReturnType<typeof aGraduate>>[] = [];
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
    // Before any device has asked: what devices decide by may be some seconds old.
    for (let count = 0; count < 7; count += 1)
      people.push(await aGraduate(fair, journey.harness.deps));
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = () => people.pop()!;
  const chip = (page: Page, text: string | RegExp) =>
    page.locator('[data-door-chip]', { hasText: text }).waitFor();
  /** Until it can go on without a line, as it can some seconds after its first visit. */
  async function isReady(page: Page) {
    await chip(page, 'Live');
    const kept = `(await caches.match(location.pathname)) && navigator.serviceWorker.controller`;
    while (!(await page.evaluate(`(async () => Boolean(${kept} && (${hasList})))()`)))
      await page.waitForTimeout(100);
  }

  it.each([
    [HOUR, 'Clock jumped 1 hour ahead'],
    [-HOUR, 'Clock jumped 1 hour back'],
  ])(
    'keeps true times, and tells the organizer: %d ms',
    async (by, words) => {
      const [online, offline] = [someone(), someone()];
      const { browser } = await journey.harness.pairDevice(fair, 'steward', `Clock ${by}`);
      const page = await journey.open(browser);
      await page.addInitScript(`{
      const real = Date.now;
      globalThis.wrongBy = 0;
      Date.now = () => real() + globalThis.wrongBy;
    }`);
      await page.goto(`/desk/${fair.slug}`);
      await isReady(page);
      await page.evaluate(`globalThis.wrongBy = ${by}`);
      expect(await scanTyped(page, online.badge.short)).toBe('Welcome');
      await nextBadge(page);
      await page.context().setOffline(true);
      await chip(page, 'Offline');
      expect(await scanTyped(page, offline.badge.short)).toBe('Welcome');
      await page.context().setOffline(false);
      await chip(page, /^Live$/);

      for (const { _id } of [online, offline]) {
        const stored = (await Scan.findOne({ registrationId: _id }).lean())!;
        const age = stored.receivedAt.getTime() - stored.scannedAt.getTime();
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThan(60_000);
      }
      const office = await journey.open(await journey.harness.signIn('organizer', fair));
      const said = office.getByText(words);
      for (let tries = 0; tries < 40 && (await said.count()) === 0; tries += 1) {
        await office.goto(`/fairs/${fair.slug}/desks`);
        await office.waitForTimeout(1000);
      }
      expect(await said.count()).toBe(1);
    },
    120_000,
  );

  it('hands in once what two tabs of it have scanned, and both say so', async () => {
    const three = [someone(), someone(), someone()];
    const { browser, deviceId } = await journey.harness.pairDevice(fair, 'steward', 'Two tabs');
    const first = await journey.open(browser);
    const second = await first.context().newPage();
    for (const tab of [first, second]) {
      await tab.goto(`/desk/${fair.slug}`);
      await isReady(tab);
      // The second tab has the first one's list, and loads what it needs without a line as it opens.
      await tab.waitForLoadState('networkidle');
    }
    await first.context().setOffline(true);
    for (const tab of [first, second]) await chip(tab, 'Offline');
    await scanTyped(first, three[0]!.badge.short);
    await nextBadge(first);
    await scanTyped(first, three[1]!.badge.short);
    await scanTyped(second, three[2]!.badge.short);
    await first.context().setOffline(false);
    for (const tab of [first, second]) await chip(tab, /^Live$/);
    const stored = await Scan.find({ deviceId }).lean();
    expect(stored).toHaveLength(3);
    expect(new Set(stored.map(({ nonce }) => nonce)).size).toBe(3);
    expect(stored.every(({ stands }) => stands === true)).toBe(true);
  }, 120_000);
});

const hasList = `await (async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'fairbridge-door')) return false;
  const open = indexedDB.open('fairbridge-door');
  await new Promise((resolve) => (open.onsuccess = resolve));
  const asked = open.result.transaction('device').objectStore('device').getAllKeys();
  await new Promise((resolve) => (asked.onsuccess = resolve));
  open.result.close();
  return asked.result.length === 2;
})()`;
