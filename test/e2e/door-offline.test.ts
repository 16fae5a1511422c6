import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import { revokeDevice } from '../../server/checkins/revoke-device.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import type { PairedBrowser } from '../support/harness.ts';
import { become, withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('a desk without a line', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = (name: string) =>
    aGraduate(fair, journey.harness.deps, {
      name,
      school: 'Hidden College',
      phone: '404 555 0199',
    });

  /** A desk that has its list, and whose page has been kept. */
  async function aDesk(): Promise<{ page: Page; paired: PairedBrowser }> {
    const paired = await journey.harness.pairDevice(fair);
    const page = await journey.open(paired.browser);
    await page.goto(`/desk/${fair.slug}`);
    await chip(page, 'Live');
    await until(
      page,
      `Boolean(await caches.match(location.pathname)) && Boolean(navigator.serviceWorker.controller)`,
    );
    await until(page, `(await kept('device', 'getAllKeys')).length === 2`);
    return { page, paired };
  }
  const chip = (page: Page, text: string | RegExp) =>
    page.locator('[data-door-chip]', { hasText: text }).waitFor();

  it('goes on from its own list, also after a reload, and hands everything in at its own time', async () => {
    fair = await aFair();
    const [ada, ben, cy] = [await someone('Ada Away'), await someone('Ben'), await someone('Cy')];
    const { page } = await aDesk();
    await page.context().setOffline(true);
    await chip(page, 'Offline');
    expect(await scanTyped(page, ada.badge.short)).toBe('Welcome');
    await page.getByText('Ada Away', { exact: true }).waitFor();
    await page.getByText('Offline: kept on this device.').waitFor();
    await chip(page, 'Offline, 1 to hand in');
    await nextBadge(page);
    expect(await scanTyped(page, ada.badge.token)).toBe('Already here');
    await nextBadge(page);
    expect(await scanTyped(page, '22222222')).toBe('Unknown code');

    await page.reload();
    await chip(page, 'Offline, 3 to hand in');
    expect(await scanTyped(page, ben.badge.short)).toBe('Welcome');
    await nextBadge(page);
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);

    await page.context().setOffline(false);
    await chip(page, /^Live$/);
    const scans = await Scan.find({ fairId: fair._id }).sort({ scannedAt: 1 }).lean();
    expect(scans.map(({ outcome, told }) => [outcome, told])).toEqual([
      ['ok_offline', 'ok_offline'],
      ['already', 'already'],
      ['unknown', 'unknown'],
      ['ok_offline', 'ok_offline'],
    ]);
    expect(scans[0]!.receivedAt.getTime() - scans[0]!.scannedAt.getTime()).toBeGreaterThan(300);
    expect(await scanTyped(page, cy.badge.short)).toBe('Welcome');
    expect((await Scan.findOne({ registrationId: cy._id }).lean())!.outcome).toBe('ok');
  }, 90_000);

  it('says of a page that needs the network that it does, and leads back to the desk', async () => {
    fair = await aFair();
    const { page } = await aDesk();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.context().setOffline(true);
    await chip(page, 'Offline');
    await page.getByRole('link', { name: 'Zones' }).click();
    await page.getByRole('heading', { name: 'This page needs the network' }).waitFor();
    expect(page.url()).toContain('/zones');
    await page.getByRole('link', { name: 'Back to the desk' }).click();
    await page.locator('#code').waitFor();
    await page.getByRole('link', { name: 'Zones' }).click();
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'This page needs the network' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Zones' }).waitFor();
    expect(journey.complaints().filter((each) => !/ERR_INTERNET|status of 503/.test(each))).toEqual(
      [],
    );
  }, 60_000);

  it('decides after two seconds when the server is silent, and the scan counts once', async () => {
    fair = await aFair();
    const { _id, badge } = await someone('Sile Nt');
    const paired = await journey.harness.pairDevice(fair);
    const page = await journey.open(paired.browser);
    let silent = false;
    await page.routeWebSocket('**/socket.io/**', (near) => {
      const server = near.connectToServer();
      near.onMessage((message) => server.send(message));
      server.onMessage((message) => silent || near.send(message));
    });
    await page.goto(`/desk/${fair.slug}`);
    await chip(page, 'Live');
    await until(page, `(await kept('device', 'getAllKeys')).length === 2`);
    silent = true;
    const began = Date.now();
    expect(await scanTyped(page, badge.short)).toBe('Welcome');
    expect(Date.now() - began).toBeGreaterThan(1900);
    await page.getByText('Offline: kept on this device.').waitFor();
    await chip(page, /^Live$/);
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(1);
  }, 60_000);

  it('hands in after it was paired anew what it kept as another device', async () => {
    fair = await aFair();
    const { _id, badge } = await someone('Re Paired');
    const { page } = await aDesk();
    await page.context().setOffline(true);
    await scanTyped(page, badge.short);
    await chip(page, 'Offline, 1 to hand in');
    const { browser } = await journey.harness.pairDevice(fair, 'steward', 'North');
    const [, token = ''] = /fairbridge_device=([\w-]+)/.exec(browser.cookieHeader())!;
    const { url } = journey.harness;
    await page.context().clearCookies({ name: 'fairbridge_device' });
    await page.context().addCookies([{ name: 'fairbridge_device', value: token, url }]);
    await page.context().setOffline(false);
    await page.goto(`/desk/${fair.slug}`);
    while ((await Scan.countDocuments({ registrationId: _id, stands: true })) === 0)
      await page.waitForTimeout(100);
    await chip(page, /^Live$/);
    await until(page, `(await kept('queue', 'getAll')).length === 0`);
    expect(await inPage(page, `(await kept('device', 'getAllKeys')).length`)).toBe(2);
  }, 60_000);

  it('keeps no more of a person than it must, and nothing at all after a revocation', async () => {
    fair = await aFair();
    const { badge } = await someone('Pria Vate');
    const { page, paired } = await aDesk();
    const kept = await readStorage(page);
    expect(kept.exported).toBe('InvalidAccessError');
    expect(kept.text).toContain('Pria Vate');
    for (const secret of ['uni.example', '0199', 'Hidden', 'first-job-seeker', badge.token])
      expect(kept.text).not.toContain(secret);
    expect(kept.clear).not.toContain('Pria');

    await page.context().setOffline(true);
    await scanTyped(page, badge.short);
    await chip(page, 'Offline, 1 to hand in');
    await revokeDevice({ fairId: fair._id, deviceId: paired.deviceId }, journey.harness.deps);
    await page.context().setOffline(false);
    await page.getByText('This device no longer has access.').waitFor();
    const nothing = `(await kept('device', 'getAll')).length + (await kept('queue', 'getAll')).length === 0`;
    await until(page, `${nothing} && !(await caches.has('door-pages'))`);
    expect(await Scan.countDocuments({ fairId: fair._id, stands: true })).toBe(1);
  }, 60_000);

  it('leaves no name and no page in a browser that becomes a kiosk', async () => {
    fair = await aFair();
    await someone('Left Behind');
    const { page } = await aDesk();
    const { browser } = await journey.harness.pairDevice(fair, 'kiosk', 'Lobby');
    await page.context().clearCookies();
    await become(page.context(), browser, journey.harness);
    await page.goto(`/desk/${fair.slug}/kiosk`);
    await page.getByRole('heading', { name: 'Check in here' }).waitFor();
    const nothing = `(await kept('device', 'getAllKeys')).length === 0`;
    await until(page, `${nothing} && !(await caches.has('door-pages'))`);
  }, 60_000);

  it('leaves nothing on a phone whose access ended while it was put away, and loses none of its scans', async () => {
    fair = await aFair();
    const [seen, other] = [await someone('Put Away'), await someone('Not Yours')];
    const { page, paired } = await aDesk();
    const context = page.context();
    await context.setOffline(true);
    await scanTyped(page, seen.badge.short);
    await chip(page, 'Offline, 1 to hand in');
    await page.close();
    await revokeDevice({ fairId: fair._id, deviceId: paired.deviceId }, journey.harness.deps);
    await context.setOffline(false);

    const back = await context.newPage();
    expect((await back.goto(`/desk/${fair.slug}`))!.status()).toBe(403);
    await back.getByRole('heading', { name: 'This device no longer has access' }).waitFor();
    await back.getByText('Everything that it scanned is handed in.').waitFor();
    const nothing = `(await kept('device', 'getAll')).length + (await kept('queue', 'getAll')).length === 0`;
    await until(back, `${nothing} && !(await caches.has('door-pages'))`);
    expect(await Scan.countDocuments({ fairId: fair._id, stands: true })).toBe(1);
    await context.setOffline(true);
    await back.goto(`/desk/${fair.slug}`).catch(() => {});
    expect(await back.locator('#code').count()).toBe(0);
    expect(await Scan.countDocuments({ registrationId: other._id })).toBe(0);
  }, 60_000);
});

/** Everything on a shelf of the browser's database. */
const keptSource = `async function kept(shelf, what) {
  // To open it before the page has made it would leave it without shelves.
  if (!(await indexedDB.databases()).some(({ name }) => name === 'fairbridge-door')) return [];
  const open = indexedDB.open('fairbridge-door');
  await new Promise((resolve) => (open.onsuccess = resolve));
  const asked = open.result.transaction(shelf).objectStore(shelf)[what]();
  await new Promise((resolve) => (asked.onsuccess = resolve));
  open.result.close();
  return asked.result;
}`;
const inPage = <T>(page: Page, expression: string): Promise<T> =>
  page.evaluate(`(async () => { ${keptSource}; return ${expression}; })()`) as Promise<T>;

async function until(page: Page, condition: string): Promise<void> {
  while (!(await inPage(page, condition))) await page.waitForTimeout(100);
}

/** What a script of the page can get at: the list, decrypted, what lies there in clear, and whether the key can be read out. */
const readStorage = (page: Page) =>
  inPage<{ text: string; clear: string; exported: string }>(
    page,
    `await (async () => {
      const [keys, values] = [await kept('device', 'getAllKeys'), await kept('device', 'getAll')];
      const at = (end) => values[keys.findIndex((key) => key.endsWith(end))];
      const [key, { iv, data, ...rest }] = [at(':key'), at(':snapshot')];
      const text = new TextDecoder();
      const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data);
      const exported = await crypto.subtle.exportKey('raw', key).then(() => 'yes', ({ name }) => name);
      return { text: text.decode(bytes), clear: JSON.stringify(rest) + text.decode(data), exported };
    })()`,
  );
