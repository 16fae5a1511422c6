import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import { StaffCall } from '../../server/checkins/staff-call-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { startJourney, type Journey } from './support/journey.ts';

const NOBODY = /Hyrule|Zee|North College/;

withChromium('the details of a visitor at a kiosk', () => {
  let journey: Journey;
  let fair: FairFields;
  let home: string;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
    home = `/desk/${fair.slug}/kiosk`;
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  async function aKiosk(javaScriptEnabled = true) {
    const { browser } = await journey.harness.pairDevice(fair, 'kiosk', 'Lobby');
    const page = await journey.open(browser, { javaScriptEnabled });
    await page.goto(home);
    return page;
  }

  /** Reads a badge, up to the question. */
  async function read(page: Page) {
    const fields = { name: 'Zelda Hyrule', preferredName: 'Zee', school: 'North College' };
    const graduate = await aGraduate(fair, journey.harness.deps, fields);
    await page.locator('#code').fill(graduate.badge.short);
    await page.locator('#code').press('Enter');
    await page.getByRole('heading', { name: 'Is this you?' }).waitFor();
    return graduate;
  }

  describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
    it('are shown before anybody is let in, and not by going back', async () => {
      const page = await aKiosk(javaScriptEnabled);
      const { _id } = await read(page);
      expect(await page.locator('[data-detail="name"]').innerText()).toBe('Zelda Hyrule');
      expect(await page.locator('[data-detail="school"]').innerText()).toBe('North College');
      expect(await page.locator('[data-detail="badge"]').innerText()).toContain(
        'Zee\nZelda Hyrule',
      );
      expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
      await page.getByRole('button', { name: 'Yes, check me in' }).click();
      await page.getByText('You are checked in.').waitFor();
      expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
      await page.getByText('Next person').click();
      await page.getByRole('heading', { name: 'Check in here' }).waitFor();
      expect(await page.content()).not.toMatch(NOBODY);
      for (let steps = 0; steps < 4; steps += 1) {
        await page.goBack().catch(() => null);
        expect(await page.content()).not.toMatch(NOBODY);
      }
      expect(journey.complaints()).toEqual([]);
    }, 60_000);

    it('go from the screen when they are somebody else’s, and staff are called', async () => {
      const page = await aKiosk(javaScriptEnabled);
      const { _id } = await read(page);
      await page.getByRole('button', { name: 'That is not me' }).click();
      await page.getByText('Our staff have been called.').waitFor();
      expect(await page.content()).not.toMatch(NOBODY);
      const call = await StaffCall.findOne({ fairId: fair._id, open: true })
        .sort({ at: -1 })
        .lean();
      expect(call).toMatchObject({ why: 'not-me' });
      expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
    }, 60_000);
  });

  it('are forgotten when somebody walks away in the middle', async () => {
    const page = await aKiosk();
    await page.clock.install();
    const { _id } = await read(page);
    await page.clock.fastForward(19_000);
    expect(await page.getByText('Zelda Hyrule').first().isVisible()).toBe(true);
    await page.clock.fastForward(2_000);
    await page.locator('#code').waitFor();
    expect(await page.content()).not.toMatch(NOBODY);
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
  }, 60_000);

  it('give way to the badge that is read next', async () => {
    const page = await aKiosk();
    await read(page);
    const next = await aGraduate(fair, journey.harness.deps, { name: 'Next Person-Inline' });
    await page.keyboard.type(next.badge.token, { delay: 2 });
    await page.keyboard.press('Enter');
    await page.getByText('Next Person-Inline').first().waitFor();
    expect(await page.content()).not.toMatch(NOBODY);
  }, 60_000);
});
