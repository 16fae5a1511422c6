import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { scanTyped, verdictWord } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';
import { scanByWedge } from './support/wedge.ts';

const SLOW_MS = 60;

withChromium('a slow hand scanner', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = (name: string) => aGraduate(fair, journey.harness.deps, { name });
  const counted = (person: { _id: unknown }) =>
    Scan.countDocuments({ registrationId: person._id as string, stands: true });
  const named = (page: Page, name: string) => page.getByText(name, { exact: true }).waitFor();
  async function aDesk(): Promise<Page> {
    const page = await journey.open((await journey.harness.pairDevice(fair)).browser);
    await page.goto(`/desk/${fair.slug}`);
    await page.locator('[data-door-chip][data-live="on"]').waitFor();
    return page;
  }

  it('counts every badge, also while an answer stands on the screen', async () => {
    const page = await aDesk();
    const names = ['Una One', 'Tia Two', 'Theo Three', 'Fay Four'];
    for (const name of names) {
      const person = await someone(name);
      await scanByWedge(page, person.badge.token, SLOW_MS);
      await named(page, name);
      expect(await verdictWord(page)).toBe('Welcome');
      expect(await counted(person)).toBe(1);
    }
    // Also with the short code, and a button in focus that Enter would press.
    expect(await scanTyped(page, 'no badge at all')).toBe('Unknown code');
    await page.getByRole('button', { name: 'Next badge' }).focus();
    const last = await someone('Fina Last');
    await scanByWedge(page, last.badge.short, SLOW_MS);
    await named(page, 'Fina Last');
    expect(await counted(last)).toBe(1);
    expect(await page.locator('#code').inputValue()).toBe('');
    expect(journey.complaints()).toEqual([]);
  }, 90_000);

  it('counts a badge when the answer goes away, or comes, in the middle of it', async () => {
    const page = await aDesk();
    const [going, coming] = [await someone('Gus Going'), await someone('Cleo Coming')];
    expect(await scanTyped(page, 'no badge at all')).toBe('Unknown code');
    const half = page.waitForTimeout(SLOW_MS * 10);
    const scanned = scanByWedge(page, going.badge.token, SLOW_MS);
    await half;
    await page.getByRole('button', { name: 'Next badge' }).click();
    await scanned;
    await named(page, 'Gus Going');
    expect(await counted(going)).toBe(1);
    expect(await page.locator('#code').inputValue()).toBe('');

    await page.getByRole('button', { name: 'Next badge' }).click();
    const other = await someone('Ada Answered');
    await page.locator('#code').fill(other.badge.short);
    await page.locator('#code').selectText();
    const next = scanByWedge(page, coming.badge.token, SLOW_MS);
    await page.waitForTimeout(SLOW_MS * 8);
    await page.evaluate(`document.querySelector('#code').blur()`);
    await next;
    await named(page, 'Cleo Coming');
    expect(await counted(coming)).toBe(1);
    expect(await page.locator('#code').inputValue()).toBe(other.badge.short);
  }, 60_000);

  it('counts both of two badges when the line is slow to answer the first', async () => {
    const page = await journey.open((await journey.harness.pairDevice(fair)).browser);
    let slow = false;
    await page.routeWebSocket('**/socket.io/**', (near) => {
      const server = near.connectToServer();
      near.onMessage((message) => server.send(message));
      server.onMessage((message) => void setTimeout(() => near.send(message), slow ? 1500 : 0));
    });
    await page.goto(`/desk/${fair.slug}`);
    await page.locator('[data-door-chip][data-live="on"]').waitFor();
    const [first, second] = [await someone('Fritz First'), await someone('Selma Second')];
    slow = true;
    await scanByWedge(page, first.badge.token);
    await scanByWedge(page, second.badge.token);
    await named(page, 'Selma Second');
    expect([await counted(first), await counted(second)]).toEqual([1, 1]);
  }, 60_000);
});
