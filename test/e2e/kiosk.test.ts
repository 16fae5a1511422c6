import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import { StaffCall } from '../../server/checkins/staff-call-model.ts';
import { makePairing } from '../../server/checkins/pair-device.ts';
import { Types } from 'mongoose';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import type { Page } from 'playwright-core';
import { openAs, startChromium, withChromium } from './support/browser.ts';
import { scanTyped, verdictWord } from './support/door.ts';
import { fakeCamera } from './support/fake-camera.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('a kiosk', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = (name: string, fields: object = {}) =>
    aGraduate(fair, journey.harness.deps, { name, ...fields });

  /** A browser that is paired as a kiosk by its link, with the PIN 4711. */
  async function aKiosk(javaScriptEnabled = true) {
    const { deps, pairDevice } = journey.harness;
    const { deskId } = await pairDevice(fair, 'steward', 'Lobby “1”');
    const at = { fairId: fair._id, deskId, role: 'kiosk' as const };
    const { token } = (await makePairing(at, new Types.ObjectId(), deps))!;
    const page = await journey.open(null, { javaScriptEnabled });
    await page.goto(`/desk/pair/${token}`);
    await page.getByLabel('PIN to leave the kiosk').fill('4711');
    await page.getByRole('button', { name: 'Pair this browser' }).click();
    await page.getByRole('heading', { name: 'Check in here' }).waitFor();
    return page;
  }

  /** Types a code, says that it is oneself, and reads the large word of the answer. */
  async function letIn(page: Page, code: string, yes = 'Yes, check me in') {
    await page.locator('#code').fill(code);
    await page.locator('#code').press('Enter');
    await page.getByRole('button', { name: yes }).click();
    return verdictWord(page);
  }

  describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
    it('checks visitors in by a typed code and tells no more than what they are called', async () => {
      const page = await aKiosk(javaScriptEnabled);
      const { badge } = await someone('Zelda Hyrule-Quist', { preferredName: 'Zee “Z” 🎓' });
      expect(await letIn(page, badge.short.toLowerCase())).toBe('Welcome');
      expect(await page.locator('[data-verdict-who]').innerText()).toBe('Zee “Z” 🎓');
      expect(await page.locator('body').innerText()).not.toContain('Hyrule');
      await page.getByText('Next person').click();
      expect(await page.locator('#code').inputValue()).toBe('');
      expect(await scanTyped(page, badge.short)).toBe('Checked in already');
      await page.getByText('Next person').click();
      expect(await scanTyped(page, 'no badge')).toBe('Not found');
      await page.getByText('Next person').click();
      await page.getByRole('heading', { name: 'Check in here' }).waitFor();
      expect(journey.complaints()).toEqual([]);
    }, 60_000);

    it('is left by the PIN alone', async () => {
      const page = await aKiosk(javaScriptEnabled);
      await page.goto(`/desk/${fair.slug}`);
      await page.getByText('This browser is a kiosk').waitFor();
      await page.goto(`/desk/${fair.slug}/kiosk`);
      await page.getByRole('link', { name: 'Staff: leave the kiosk' }).click();
      await page.getByLabel('PIN').fill('1234');
      await page.getByRole('button', { name: 'End the kiosk' }).click();
      await page.getByRole('link', { name: 'This is not the PIN' }).waitFor();
      await page.getByLabel('PIN').fill('4711');
      await page.getByRole('button', { name: 'End the kiosk' }).click();
      await page.getByRole('heading', { name: 'The kiosk is closed' }).waitFor();
      await page.goto(`/desk/${fair.slug}/kiosk`);
      await page.getByText('This browser is not paired to a desk').waitFor();
    }, 60_000);
  });

  it('takes a keyboard scanner wherever the focus is, and returns to waiting by itself', async () => {
    const page = await aKiosk();
    const { badge } = await someone('Scanny McScan');
    await page.clock.install();
    await page.getByRole('button', { name: 'Call staff' }).focus();
    await page.keyboard.type(badge.token, { delay: 2 });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Yes, check me in' }).click();
    expect(await verdictWord(page)).toBe('Welcome');
    expect(await StaffCall.countDocuments({ fairId: fair._id })).toBe(0);
    await page.clock.fastForward(8_000);
    await page.locator('#code').waitFor();
    expect(await page.locator('.verdict:visible').count()).toBe(0);
    await page.locator('#code').fill('half a co');
    await page.locator('#code').press('d');
    await page.clock.fastForward(19_000);
    expect(await page.locator('#code').inputValue()).toBe('half a cod');
    await page.clock.fastForward(2_000);
    expect(await page.locator('#code').inputValue()).toBe('');
  }, 60_000);

  it('calls staff to the control room, where somebody answers', async () => {
    const page = await aKiosk();
    const office = await journey.open(await journey.harness.signIn('organizer', fair));
    await office.goto(`/fairs/${fair.slug}/dashboard`);
    await office.locator('[data-live-chip][data-live="on"]').waitFor();
    expect(await office.locator('[data-calls]').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Call staff' }).click();
    await page.getByText('Our staff have been called.').waitFor();
    await office.locator('[data-calls]').getByText('Lobby “1”').waitFor();
    await office.getByRole('button', { name: 'Somebody is on the way' }).click();
    await office.getByText('Noted: somebody is on the way.').waitFor();
    expect(await office.locator('[data-calls]').isVisible()).toBe(false);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('sends a visitor to the staff when the server does not answer, and stores the scan once', async () => {
    const page = await aKiosk();
    const { badge, _id } = await someone('Lost Line');
    await page.context().setOffline(true);
    expect(await scanTyped(page, badge.short)).toBe('Please see our staff');
    await page.context().setOffline(false);
    await page.getByText('Next person').click();
    expect(await letIn(page, badge.short)).toBe('Welcome');
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(1);
  }, 60_000);

  it('reads badges by its camera one after the other, and none twice while it is in view', async () => {
    const camera = fakeCamera(path.join(mkdtempSync(path.join(tmpdir(), 'film-')), 'film.y4m'));
    const chromium = await startChromium({ args: camera.args });
    const { browser } = await journey.harness.pairDevice(fair, 'kiosk', 'Gate');
    const context = await openAs(chromium, journey.harness, browser, { permissions: ['camera'] });
    const page = await context.newPage();
    await page.goto(`/desk/${fair.slug}/kiosk`);
    await page.locator('[data-kiosk-finder]:visible').waitFor();
    const [first, second] = [await someone('Cam One'), await someone('Cam Two')];
    camera.show(first.badge.token);
    await page.getByRole('button', { name: 'Yes, check me in' }).click();
    await page.getByText('Cam', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Next person' }).click();
    await page.waitForTimeout(4000);
    expect(await page.locator('.verdict:visible').count()).toBe(0);
    camera.show(second.badge.token);
    await page.getByRole('button', { name: 'Yes, check me in' }).click();
    expect(await verdictWord(page)).toBe('Welcome');
    await chromium.close();
    const modes = await Scan.find({ fairId: fair._id, mode: 'camera' }).sort({ _id: 1 }).lean();
    expect(modes.map(({ registrationId }) => String(registrationId))).toEqual(
      [first, second].map(({ _id }) => String(_id)),
    );
  }, 60_000);

  it('speaks Spanish to who asks for it, and English to the next person', async () => {
    const page = await aKiosk();
    const { badge } = await someone('Luz del Sol', { preferredName: 'Luz' });
    await page.getByRole('link', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Registre aquí su llegada' }).waitFor();
    expect(await letIn(page, badge.short, 'Sí, registrar mi llegada')).toBe(
      'Le damos la bienvenida',
    );
    await page.getByRole('button', { name: 'Esa persona no soy yo' }).click();
    await page.getByText('Hemos llamado a nuestro personal.').waitFor();
    await page.getByRole('button', { name: 'Siguiente persona' }).click();
    await page.getByRole('heading', { name: 'Check in here' }).waitFor();

    await page.clock.install();
    await page.goto(`/desk/${fair.slug}/kiosk?lang=es`);
    await page.clock.fastForward(21_000);
    await page.getByRole('heading', { name: 'Check in here' }).waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});
