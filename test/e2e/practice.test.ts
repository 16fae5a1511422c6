import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { practiceCodes } from '../../public/js/practice-code.js';
import type { DeviceRole } from '../../server/checkins/device-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { openAs, startChromium, withChromium } from './support/browser.ts';
import { nextBadge, scanTyped, verdictWord } from './support/door.ts';
import { fakeCamera } from './support/fake-camera.ts';
import { startJourney, type Journey } from './support/journey.ts';
import { scanByWedge } from './support/wedge.ts';

withChromium('practice', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const { token, short } = practiceCodes('222');
  async function practicing(role: DeviceRole = 'supervisor', javaScriptEnabled = true) {
    const { browser } = await journey.harness.pairDevice(fair, role);
    const page = await journey.open(browser, { javaScriptEnabled });
    await page.goto(`/desk/${fair.slug}/practice`);
    if (javaScriptEnabled) await isOpen(page);
    return page;
  }
  const isOpen = (page: Page) => page.locator('[data-practice-open]').waitFor();
  const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

  it('goes through everything while the control room sees nothing', async () => {
    const office = await journey.open(await journey.harness.signIn('organizer', fair));
    await office.goto(`/fairs/${fair.slug}/dashboard`);
    await office.locator('[data-live-chip][data-live="on"]').waitFor();
    const figures = () => office.locator('main').innerText();
    const page = await practicing();
    const before = await figures();

    await scanByWedge(page, token);
    expect(await verdictWord(page)).toBe('Welcome');
    await page.locator('.practice-band', { hasText: 'Nobody is checked in here.' }).waitFor();
    expect(await page.title()).toContain('Practice');
    await nextBadge(page);
    await press(page, /Robin Sample Registered/);
    expect(await verdictWord(page)).toBe('Already here');
    await nextBadge(page);
    await press(page, /Kim Sample/);
    await page.getByText('Kim Sample is checked in.').waitFor();
    await press(page, /^Undo$/);
    await page.locator('[data-undo-text]', { hasText: 'does not count as here' }).waitFor();
    expect(await scanTyped(page, 'prac-t444')).toBe('Welcome');
    await page.getByText('Asked for a chair').waitFor();
    for (const [name, word] of [
      [/Max Sample/, 'Another fair'],
      [/Nobody/, 'Unknown code'],
      [/Jo Sample/, 'Not saved'],
      [/Sample Hospital/, 'Employer'],
    ] as const) {
      await nextBadge(page);
      await press(page, name);
      expect(await verdictWord(page)).toBe(word);
    }
    await press(page, /Our team has arrived/);
    await page.getByText('Sample Hospital is here.').waitFor();
    await nextBadge(page);
    await press(page, /Alex Sample/);
    expect(await verdictWord(page)).toBe('Look closer');
    await press(page, /Admit anyway/);
    await page.getByText('Alex Sample is checked in.').waitFor();
    await nextBadge(page);
    await page.getByLabel('Pretend that the Wi-Fi died').check();
    await press(page, /Kim Sample/);
    await page.getByText('Offline: kept on this device.').waitFor();
    await page.getByText('10 of 10 tried').waitFor();

    await office.waitForTimeout(1000);
    expect(await figures()).toBe(before);
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
    expect(await page.evaluate('indexedDB.databases().then((all) => all.length)')).toBe(0);
    expect(journey.complaints()).toEqual([]);
  }, 90_000);

  it('leaves the button for the next badge free while an arrival can be undone, on a phone', async () => {
    const page = await practicing();
    for (const [width, height] of [
      [360, 740],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.reload();
      await isOpen(page);
      await press(page, /Robin Sample Registered/);
      await page.getByText('Robin Sample is checked in.').waitFor();
      await nextBadge(page);
      await page.locator('[data-ready]:visible').waitFor();
    }
  }, 60_000);

  it('checks in no real person, and says so', async () => {
    const { _id, badge } = await aGraduate(fair, journey.harness.deps, { name: 'Real Person' });
    const page = await practicing();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
    await scanByWedge(page, badge.token);
    expect(await verdictWord(page)).toBe('Not saved');
    await page.getByText('A real badge, not checked in: this is practice.').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Real Person');
    expect(sent.filter((each) => each.startsWith('POST') || each.includes(badge.token))).toEqual(
      [],
    );
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
    await page.getByRole('link', { name: 'Leave practice', exact: true }).click();
    await page.locator('[data-door-chip][data-live="on"]').waitFor();
    expect(await page.locator('.practice-band').count()).toBe(0);
  }, 60_000);

  it('is refused at the real door, with and without a line, and nothing is kept', async () => {
    const page = await practicing('steward');
    await page.goto(`/desk/${fair.slug}`);
    await page.locator('[data-door-chip][data-live="on"]').waitFor();
    const kept = `new Promise((resolve) => {
      indexedDB.open('fairbridge-door').onsuccess = ({ target: { result } }) => {
        const queue = result.transaction('queue').objectStore('queue').getAll();
        queue.onsuccess = () => resolve(queue.result);
      };
    })`;
    await until(page, `(await indexedDB.databases()).length > 0`);
    for (const offline of [false, true]) {
      await page.context().setOffline(offline);
      await page.locator(`[data-door-chip][data-live="${offline ? 'off' : 'on'}"]`).waitFor();
      expect(await scanTyped(page, short)).toBe('Unknown code');
      await page.getByText('This badge is only for practice').waitFor();
      await nextBadge(page);
      expect(await page.evaluate(kept)).toEqual([]);
    }
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
  }, 60_000);

  it('opens without a line once it was open before, and ends by itself', async () => {
    const page = await practicing();
    await until(
      page,
      `navigator.serviceWorker.controller && (await caches.match(location.pathname))`,
    );
    await page.context().setOffline(true);
    await page.reload();
    await isOpen(page);
    expect(await scanTyped(page, short)).toBe('Welcome');
    await page.context().setOffline(false);
    await page.clock.install();
    await page.reload();
    await page.clock.runFor(3000);
    await isOpen(page);
    await page.clock.fastForward(9 * 60_000);
    await page.locator('#code').press('2');
    await page.clock.fastForward(9 * 60_000);
    expect(page.url()).toContain('/practice');
    await page.clock.fastForward(2 * 60_000);
    await page.waitForURL(`**/desk/${fair.slug}`);
  }, 60_000);

  it('answers a page for each code without script', async () => {
    const page = await practicing('supervisor', false);
    expect(await scanTyped(page, short)).toBe('Welcome');
    await page.getByText('Nobody is checked in here.').waitFor();
    expect(await scanTyped(page, short)).toBe('Already here');
    await page.getByRole('link', { name: 'Begin anew' }).click();
    await press(page, /Sample Hospital/);
    await press(page, /Our team has arrived/);
    await page.getByText('Sample Hospital is here.').waitFor();
    expect(await scanTyped(page, practiceCodes('333').short)).toBe('Welcome');
    await press(page, /Undo this arrival/);
    await page.getByText('Undone: this person does not count as here.').waitFor();
    expect(await Scan.countDocuments({ fairId: fair._id, registrationId: null })).toBe(0);
  }, 60_000);

  it('reads the sheet of badges by the camera', async () => {
    const camera = fakeCamera(path.join(mkdtempSync(path.join(tmpdir(), 'film-')), 'film.y4m'));
    const chromium = await startChromium({ args: camera.args });
    const { browser } = await journey.harness.pairDevice(fair);
    const context = await openAs(chromium, journey.harness, browser, { permissions: ['camera'] });
    const page = await context.newPage();
    await page.goto(`/desk/${fair.slug}/practice`);
    await page.locator('[data-viewfinder]:visible').waitFor();
    camera.show(practiceCodes('555').token);
    expect(await verdictWord(page)).toBe('Not yet');
    await chromium.close();
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
  }, 60_000);
});

async function until(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate(`(async () => Boolean(${condition}))()`)))
    await page.waitForTimeout(100);
}
