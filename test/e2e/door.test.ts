import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { networkCable } from '../../scripts/faults/network-cable.ts';
import type { DeviceRole } from '../../server/checkins/device-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { printedShort } from '../../server/fairs/badge-code.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped, verdictWord } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';
import { scanByWedge } from './support/wedge.ts';

const phone = { viewport: { width: 360, height: 740 } };

withChromium('a desk with script', () => {
  let journey: Journey;
  let fair: FairFields;

  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = (name: string) => aGraduate(fair, journey.harness.deps, { name });
  async function aDesk(role: DeviceRole = 'steward', options: object = phone): Promise<Page> {
    const { browser } = await journey.harness.pairDevice(fair, role);
    const page = await journey.open(browser, options);
    await page.goto(`/desk/${fair.slug}`);
    await live(page);
    return page;
  }

  /** As on a page without HTTPS: no list of its own, no scans kept. */
  async function keepingNothing(page: Page): Promise<Page> {
    await page.addInitScript(`Object.defineProperty(globalThis, 'indexedDB', { value: null })`);
    return page;
  }

  it('lets a typed code in over the whole width, and is ready again by itself', async () => {
    const page = await aDesk();
    const { badge } = await someone('Amélie “Mel” Ünal');
    expect(await scanTyped(page, printedShort(badge.short).toLowerCase())).toBe('Welcome');
    await page.getByText('Amélie “Mel” Ünal', { exact: true }).waitFor();
    const verdict = (await page.locator('.verdict').boundingBox())!;
    expect(verdict.width).toBeGreaterThan(360 * 0.85);
    await ready(page);
    expect(await page.evaluate('document.activeElement.id')).toBe('code');
    expect(await page.locator('[data-figure="arrived"]').innerText()).toBe('1');
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('reads a hand scanner wherever the focus is, and leaves the field as it was', async () => {
    const page = await aDesk();
    const [first, second] = [await someone('Wanda Wedge'), await someone('Wilma Wedge')];
    await page.locator('#code').fill('7KQ');
    await scanByWedge(page, first.badge.token);
    await page.getByText('Wanda Wedge', { exact: true }).waitFor();
    expect(await page.locator('#code').inputValue()).toBe('7KQ');

    // While an answer is shown, the next badge is read all the same.
    await page.getByRole('button', { name: 'Next badge' }).focus();
    await scanByWedge(page, second.badge.token);
    await page.getByText('Wilma Wedge', { exact: true }).waitFor();
    expect(await verdictWord(page)).toBe('Welcome');
    const modes = await Scan.find({ fairId: fair._id, mode: 'keyboard' }).lean();
    expect(modes.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('tells who is here already, and comes back from what it cannot read', async () => {
    const page = await aDesk();
    const { badge } = await someone('Ada Already');
    await scanTyped(page, badge.short);
    await nextBadge(page);
    expect(await scanTyped(page, badge.short)).toBe('Already here');
    await page.getByText(/First scanned .+ at East 1\./).waitFor();
    await nextBadge(page);

    expect(await scanTyped(page, 'no badge at all')).toBe('Unknown code');
    await ready(page);
    expect(await scanTyped(page, (await someone('Next In Line')).badge.short)).toBe('Welcome');
  }, 90_000);

  it('sends a scan again by fetch when the socket swallows the answer, and stores it once', async () => {
    const { browser } = await journey.harness.pairDevice(fair);
    const page = await keepingNothing(await journey.open(browser));
    let deaf = false;
    await page.routeWebSocket('**/socket.io/**', (near) => {
      const server = near.connectToServer();
      near.onMessage((message) => server.send(message));
      server.onMessage((message) => deaf || near.send(message));
    });
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posted.push(request.postDataJSON().nonce);
    });
    await page.goto(`/desk/${fair.slug}`);
    await live(page);
    deaf = true;
    const { _id, badge } = await someone('Sandy Socket');
    expect(await scanTyped(page, badge.short)).toBe('Welcome');
    const scans = await Scan.find({ registrationId: _id }).lean();
    expect(scans.map(({ nonce }) => nonce)).toEqual(posted);
    expect(posted).toHaveLength(1);
  }, 60_000);

  it('says that nothing was saved while the line is cut, and scans again once it is back', async () => {
    const cable = await networkCable(journey.harness.url);
    const { browser } = await journey.harness.pairDevice(fair);
    const page = await keepingNothing(await journey.open(browser, { baseURL: cable.url }));
    await page.goto(`/desk/${fair.slug}`);
    await live(page);
    const { _id, badge } = await someone('Cora Cut');
    cable.pull();
    await page.locator('[data-door-chip][data-live="off"]').waitFor();
    expect(await scanTyped(page, badge.short)).toBe('Not saved');
    cable.plugIn();
    await live(page);
    await nextBadge(page);
    expect(await scanTyped(page, badge.short)).toBe('Welcome');
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
    await cable.remove();
  }, 60_000);

  it('takes the last arrival back', async () => {
    const page = await aDesk();
    const { _id, badge } = await someone('Una Undone');
    await scanTyped(page, badge.short);
    await page.getByText('Una Undone is checked in.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('[data-undo-text]', { hasText: 'undone' }).waitFor();
    await ready(page);
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(0);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('loses access while it is open when the organizer revokes it', async () => {
    const page = await aDesk('steward', {});
    const office = await journey.open(await journey.harness.signIn('organizer', fair));
    await office.goto(`/fairs/${fair.slug}/desks`);
    const button = office.getByRole('button', { name: /Revoke/ }).first();
    await button.click();
    await office.getByRole('button', { name: 'Press again to revoke' }).click();
    await office.getByText('Revoked. That browser can do nothing any more.').waitFor();
    expect(await verdictWord(page)).toBe('No access');
    expect(await page.locator('[data-door-chip]').innerText()).toBe('No access');
  }, 60_000);
});

const live = (page: Page) => page.locator('[data-door-chip][data-live="on"]').waitFor();
const ready = (page: Page) => page.locator('[data-ready]:visible').waitFor();
