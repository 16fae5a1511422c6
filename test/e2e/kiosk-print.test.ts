import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Device } from '../../server/checkins/device-model.ts';
import { hashPin } from '../../server/checkins/kiosk-pin.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { scanTyped, verdictWord } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

/** A printer that takes every page, and one of which nothing is heard. */
const works = "window.print = () => dispatchEvent(new Event('afterprint'))";
const hangs = 'window.print = () => {}';

withChromium('a kiosk that prints', () => {
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

  async function aKiosk(printer: string) {
    const { browser, deviceId } = await journey.harness.pairDevice(fair, 'kiosk', 'Lobby “1”');
    await Device.updateOne(
      { _id: deviceId },
      { pinHash: await hashPin('4711'), kioskName: 'Left' },
    );
    const page = await journey.open(browser);
    await page.addInitScript(printer);
    await page.goto(`${home}/leave`);
    await page.getByLabel('PIN').fill('4711');
    await page.getByLabel('Badges after check-in').selectOption('62mm');
    await page.getByRole('button', { name: 'Keep this for printing' }).click();
    await page.getByText('This kiosk prints badges.').waitFor();
    await page.getByRole('link', { name: 'Back to the kiosk' }).click();
    return { page, deviceId };
  }

  async function checkIn(page: Page) {
    const graduate = await aGraduate(fair, journey.harness.deps, { name: 'Petra Print' });
    await page.locator('#code').fill(graduate.badge.short);
    await page.locator('#code').press('Enter');
    await page.getByRole('button', { name: 'Yes, check me in' }).click();
    expect(await verdictWord(page)).toBe('Welcome');
    await page.getByText('Your badge is being printed.').waitFor();
    return graduate;
  }

  it('prints a badge once, comes back by itself, and shows it to nobody who goes back', async () => {
    const { page, deviceId } = await aKiosk(works);
    const { _id, badge } = await checkIn(page);
    await page.locator('.badge-sheet--62mm').waitFor();
    while ((await Device.findById(deviceId).lean())?.printAskedAt) await page.waitForTimeout(50);
    expect((await Badge.findOne({ holderId: _id }).lean())!.prints).toHaveLength(1);
    await page.getByRole('heading', { name: 'Check in here' }).waitFor();
    for (let steps = 0; steps < 2; steps += 1) {
      await page.goBack().catch(() => null);
      expect(await page.content()).not.toContain('Petra');
    }
    await page.goto(home);
    expect(await scanTyped(page, badge.short)).toBe('Checked in already');
    expect(await page.getByRole('button', { name: 'Print my badge' }).isVisible()).toBe(false);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('is out of service when no badge comes; a supervisor sees it, goes, and brings it back', async () => {
    const { page, deviceId } = await aKiosk(hangs);
    const { browser } = await journey.harness.pairDevice(fair, 'supervisor', 'East 1');
    const desk = await journey.open(browser);
    await desk.goto(`/desk/${fair.slug}`);
    await desk.locator('[data-door-chip][data-live="on"]').waitFor();
    expect(await desk.locator('[data-calls]').isVisible()).toBe(false);

    const { _id } = await checkIn(page);
    await Device.updateOne({ _id: deviceId }, { printAskedAt: new Date(Date.now() - 31_000) });
    await page.goto(home);
    await page.getByRole('heading', { name: 'This kiosk is out of service' }).waitFor();
    expect(await page.content()).not.toContain('Petra');
    const call = desk.locator('[data-calls]').getByText(/no badge came out/);
    expect(await call.innerText()).toMatch(/^Lobby “1”, Left, since \d+:\d\d [AP]M: no badge/);
    await desk.locator('[data-kiosks-out]').getByText('Lobby “1”, Left').waitFor();
    await desk.getByRole('button', { name: 'Somebody is on the way' }).click();
    await call.waitFor({ state: 'hidden' });
    expect(await desk.locator('#code').isVisible()).toBe(true);

    await page.getByRole('link', { name: 'Staff: bring the kiosk back' }).click();
    await page.getByLabel('PIN').fill('4711');
    await page.getByRole('button', { name: 'Bring it back into service' }).click();
    await page.getByRole('heading', { name: 'Check in here' }).waitFor();
    await desk.locator('[data-kiosks-out]').waitFor({ state: 'hidden' });
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
    expect(journey.complaints()).toEqual([]);
  }, 90_000);
});
