import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

const LIST = '**/snapshot.json*';

withChromium('every scan ends in an answer', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = (name: string) => aGraduate(fair, journey.harness.deps, { name });

  /** A desk that has begun to work by its own list, or would if it could. */
  async function aDesk(prepare: (page: Page) => Promise<unknown>): Promise<Page> {
    const { browser } = await journey.harness.pairDevice(fair);
    const page = await journey.open(browser, { serviceWorkers: 'block' });
    await prepare(page);
    const asked = page.waitForRequest(LIST);
    await page.goto(`/desk/${fair.slug}`);
    await asked;
    await page.locator('[data-door-chip][data-live="on"]').waitFor();
    return page;
  }

  it('while the list of badges is on its way', async () => {
    const page = await aDesk((desk) => desk.route(LIST, () => {}));
    expect(await scanTyped(page, (await someone('Wai Ting')).badge.short)).toBe('Welcome');
    await nextBadge(page);
    await page.context().setOffline(true);
    expect(await scanTyped(page, (await someone('No List')).badge.short)).toBe('Not saved');
  }, 60_000);

  it('when something else comes in place of the list', async () => {
    const page = await aDesk((desk) => desk.route(LIST, (route) => route.fulfill({ body: '<p>' })));
    await page.waitForTimeout(500);
    expect(await scanTyped(page, (await someone('Garb Led')).badge.short)).toBe('Welcome');
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it.each([
    ['does not open', `indexedDB.open = () => ({})`],
    [
      'cannot let go of a scan',
      `IDBObjectStore.prototype.delete = () => { throw new Error('no') }`,
    ],
  ])(
    'when the browser’s database %s',
    async (_what, script) => {
      const page = await aDesk((desk) => desk.addInitScript(script));
      const { _id, badge } = await someone('Data Base');
      expect(await scanTyped(page, badge.short)).toBe('Welcome');
      expect(await Scan.countDocuments({ registrationId: _id })).toBe(1);
    },
    60_000,
  );
});
