import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Device, type DeviceFields } from '../../server/checkins/device-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { newPage, openAs, startChromium, withChromium } from './support/browser.ts';
import { scanByWedge } from './support/wedge.ts';

withChromium('the pre-flight page of a desk', () => {
  let harness: Harness;
  let fair: FairFields;
  let browser: Browser;

  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    browser = await startChromium({
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    });
  }, 60_000);
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    await browser.close();
    await harness.stop();
  });

  async function preflight(options: BrowserContextOptions = {}, before?: (page: Page) => unknown) {
    const paired = await harness.pairDevice(fair);
    const context = await openAs(browser, harness, paired.browser, options);
    context.setDefaultTimeout(15_000);
    const page = await newPage(context);
    await before?.(page);
    await page.goto(`/desk/${fair.slug}/preflight`);
    return { page, deviceId: paired.deviceId };
  }
  const row = (page: Page, name: string) => page.locator(`[data-check="${name}"]`);
  const says = (page: Page, name: string, word: string) =>
    row(page, name).locator('[data-word]', { hasText: word }).waitFor();

  it('tries everything, asks for what only a person knows, and tells the organizer', async () => {
    const { page, deviceId } = await preflight();
    for (const name of ['secure', 'worker', 'line', 'clock', 'battery'])
      await says(page, name, 'Works');
    await row(page, 'line')
      .getByText(/A request takes \d+ ms, the socket \d+ ms/)
      .waitFor();
    // Nobody opened the desk on this device before.
    await row(page, 'snapshot').getByText('No list yet').waitFor();

    await page.getByRole('button', { name: 'Start the camera' }).click();
    await says(page, 'camera', 'Works');
    expect(await page.evaluate("document.querySelector('video').videoWidth")).toBeGreaterThan(0);
    await expect(row(page, 'camera').locator('[data-torch]').isVisible()).resolves.toBe(false);

    await page.getByRole('button', { name: 'Play the sound' }).click();
    await row(page, 'sound').getByRole('button', { name: 'Yes' }).click();
    await page.getByRole('button', { name: 'Vibrate' }).click();
    await row(page, 'vibration').getByRole('button', { name: 'No' }).click();
    await says(page, 'sound', 'Works');
    await says(page, 'vibration', 'Look');

    await scanByWedge(page, 'TEST2ZY9');
    await row(page, 'scanner').getByText('Scanned, and let in by this device alone.').waitFor();
    await page.getByText('8 of 11 work, 2 to look at, 0 do not work, 1 not tried yet.').waitFor();
    await until(async () => (await checksOf(deviceId)).scanner === 'ok');
    expect(await checksOf(deviceId)).toMatchObject({ camera: 'ok', vibration: 'look', line: 'ok' });
    expect(page.complaints).toEqual([]);

    const office = await newPage(
      await openAs(browser, harness, await harness.signIn('organizer', fair)),
    );
    await office.goto(`/fairs/${fair.slug}/desks`);
    await office.getByText(/^Look at: List for scanning without a line, Vibration$/).waitFor();
    await office.getByText(/^\d+ %$/).waitFor();
  }, 60_000);

  it('validates the test code without a line, and refuses another', async () => {
    const { page } = await preflight();
    await says(page, 'clock', 'Works');
    await page.context().setOffline(true);
    await page.getByLabel('Scan or type the test code').fill('7KQ27KQ2');
    await page.getByRole('button', { name: 'Try it' }).click();
    await says(page, 'scanner', 'Does not work');
    await page.getByLabel('Scan or type the test code').fill('test-2zy9');
    await page.getByRole('button', { name: 'Try it' }).click();
    await row(page, 'scanner').getByText('Typed, and let in by this device alone.').waitFor();
  }, 60_000);

  it('says in plain words what does not work on this device', async () => {
    const { page } = await preflight({}, (fresh) =>
      fresh.addInitScript(`
        const ahead = Date.now; Date.now = () => ahead() + 180_000;
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
        navigator.serviceWorker.register = () => Promise.reject(new DOMException('An SSL certificate error occurred when fetching the script.', 'SecurityError'));
      `),
    );
    await row(page, 'clock').getByText('3 minutes ahead.').waitFor();
    await row(page, 'worker').getByText('does not trust this server’s certificate').waitFor();
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await row(page, 'camera').getByText('This device has no camera.').waitFor();
    await says(page, 'camera', 'Does not work');
  }, 60_000);

  const checksOf = async (deviceId: DeviceFields['_id']): Promise<Record<string, string>> => {
    const { checks } = await Device.findById(deviceId).lean<DeviceFields>().orFail();
    return Object.fromEntries(checks.map(({ name, state }) => [name, state]));
  };
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('not within five seconds');
}
