import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { newPage, openAs, startChromium, withChromium } from './support/browser.ts';
import { fakeCamera } from './support/fake-camera.ts';

withChromium('a camera', () => {
  let harness: Harness;
  let browser: Browser;
  let folder: string;
  let camera: ReturnType<typeof fakeCamera>;
  let fair: FairFields;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-camera-'));
    camera = fakeCamera(path.join(folder, 'film.y4m'));
    harness = await startHarness();
    browser = await startChromium({ args: camera.args });
    fair = await aFair();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await harness.stop();
    await rm(folder, { recursive: true });
  });

  async function aDesk(script?: string): Promise<Page & { complaints: string[] }> {
    camera.show(null);
    const paired = await harness.pairDevice(fair);
    const context = await openAs(browser, harness, paired.browser);
    await context.grantPermissions(['camera']);
    const page = await newPage(context);
    if (script) await page.addInitScript(script);
    await page.goto(`/desk/${fair.slug}`);
    await page.locator('video').waitFor();
    return page;
  }
  const name = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

  it('lets one after the other in without a tap, where the browser has no reader of its own', async () => {
    const page = await aDesk();
    const [ada, ben] = [
      await aGraduate(fair, harness.deps, { name: 'Ada Lens' }),
      await aGraduate(fair, harness.deps, { name: 'Ben Lens' }),
    ];
    camera.show(ada.badge.token);
    await name(page, 'Ada Lens');
    camera.show(ben.badge.token);
    await name(page, 'Ben Lens');
    camera.show('https://example.org/menu');
    await page.locator('.verdict__word', { hasText: 'Unknown code' }).waitFor();
    const scans = await Scan.find({ fairId: fair._id }).sort({ receivedAt: 1 }).lean();
    expect(scans.map(({ outcome, mode }) => [outcome, mode])).toEqual([
      ['ok', 'camera'],
      ['ok', 'camera'],
      ['unknown', 'camera'],
    ]);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  it.each([
    ['no frames can be handed over', 'delete globalThis.VideoFrame'],
    [
      'the browser reads codes by itself',
      `globalThis.BarcodeDetector = class {
        static getSupportedFormats = async () => ['qr_code'];
        detect = async () => [{ rawValue: globalThis.shown ?? '' }];
      }`,
    ],
  ])(
    'reads when %s',
    async (_case, script) => {
      const page = await aDesk(script);
      const { badge } = await aGraduate(fair, harness.deps, { name: `Way ${_case.length}` });
      camera.show(badge.token);
      await page.evaluate(`globalThis.shown = '${badge.token}'`);
      await name(page, `Way ${_case.length}`);
      await page.context().close();
    },
    60_000,
  );

  it('reads without a line, too', async () => {
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Ola Offline' });
    harness.deps.now = () => new Date(Date.now() + 60_000);
    const page = await aDesk();
    while (!(await page.evaluate('navigator.serviceWorker.controller !== null')))
      await page.waitForTimeout(50);
    await page.locator('[data-door-chip]', { hasText: 'Live' }).waitFor();
    await page.context().setOffline(true);
    await page.locator('[data-door-chip]', { hasText: 'Offline' }).waitFor();
    camera.show(badge.token);
    await name(page, 'Ola Offline');
    await page.getByText('Offline: kept on this device.').waitFor();
    await page.context().close();
  }, 60_000);

  it('opens a visit at an employer’s booth', async () => {
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Vi Sit' });
    const { enrollment, accountId } = await anEmployer(fair, harness.deps);
    const context = await openAs(browser, harness, await harness.signInAs(accountId));
    await context.grantPermissions(['camera']);
    const page = await newPage(context);
    camera.show(badge.token);
    await page.goto(`/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/scan`);
    await page.locator('[data-camera]').click();
    await page.getByRole('heading', { name: 'Vi Sit' }).waitFor();
    await context.close();
  }, 60_000);
});
