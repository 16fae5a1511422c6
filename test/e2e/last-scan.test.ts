import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('a question at the desk that may be left out', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair({
      deskQuestions: [{ question: 'badge-name', required: false }] as FairFields['deskQuestions'],
    });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  it.each([
    [320, 640],
    [1280, 800],
  ])(
    'stays within reach after the welcome, until the next scan (%i px)',
    async (width, height) => {
      const { browser } = await journey.harness.pairDevice(fair);
      const page = await journey.open(browser, { viewport: { width, height } });
      const someone = (name: string) => aGraduate(fair, journey.harness.deps, { name });
      const line = page.locator('[data-last]');
      const ready = () => page.locator('[data-ready]:visible').waitFor();
      await page.goto(`/desk/${fair.slug}`);
      await page.locator('[data-door-chip][data-live="on"]').waitFor();
      expect(await line.isVisible()).toBe(false);

      await scanTyped(page, (await someone('Quinn Quick')).badge.short);
      await page.locator('[data-answer] [data-ask]').waitFor();
      await ready();
      await line.getByText('Last scan: Quinn Quick').waitFor();
      await line.getByRole('link', { name: 'Ask: name on the badge' }).waitFor();

      // The next scan is another person's, and one who is not here after all is asked nothing.
      expect(await scanTyped(page, 'no badge at all')).toBe('Unknown code');
      await nextBadge(page);
      expect(await line.isVisible()).toBe(false);
      await scanTyped(page, (await someone('Una Undone')).badge.short);
      await page.locator('[data-answer] [data-ask]').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await ready();
      expect(await line.isVisible()).toBe(false);

      await scanTyped(page, (await someone('Lena Last')).badge.short);
      await page.locator('[data-answer] [data-ask]').waitFor();
      await nextBadge(page);
      await line.getByRole('link').click();
      await page.getByLabel('Name on the badge').waitFor();
      expect(journey.complaints()).toEqual([]);
    },
    60_000,
  );
});
