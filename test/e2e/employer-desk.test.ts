import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('the employer desk', () => {
  let journey: Journey;
  let fair: FairFields;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
    for (const employerName of ['Oconee “EHR” & Söhne', 'Lanier Partners'])
      await anEmployer(fair, journey.harness.deps, { employerName });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  async function supervisor(desk: string) {
    const { browser } = await journey.harness.pairDevice(fair, 'supervisor', desk);
    const page = await journey.open(browser);
    await page.goto(`/desk/${fair.slug}/employers`);
    await page.locator('[data-live-chip][data-live="on"]').waitFor();
    return page;
  }

  it('shows two supervisors the same, while one of them works', async () => {
    const [one, two] = [await supervisor('Help'), await supervisor('Hall')];
    await two.getByText('2 teams are late').waitFor();
    await one.getByRole('link', { name: 'Lanier Partners' }).click();
    await one.getByLabel('Robin Rep').check();
    await one.getByLabel('Others who came').fill('Kim Extra');
    await one.getByLabel('Kit handed over').check();
    await one.getByRole('button', { name: 'Team has arrived' }).click();
    await one.getByText('Lanier Partners: team has arrived.').waitFor();

    await two.getByText('1 team is late').waitFor();
    const arrived = two.getByRole('region', { name: 'Arrived, setting up: 1' });
    await arrived.getByRole('link', { name: 'Lanier Partners' }).focus();
    await one.getByRole('button', { name: /Oconee/ }).click();
    await two.getByText('Arrived, setting up: 2').waitFor();
    expect(await two.locator('.notice--wait').count()).toBe(0);
    const held = two.getByRole('link', { name: 'Lanier Partners' });
    expect(await held.evaluate((link) => link.matches(':focus'))).toBe(true);

    await held.click();
    expect(await two.getByLabel('Others who came').inputValue()).toBe('Kim Extra');
    await two.locator('summary', { hasText: 'Undo this arrival' }).click();
    await two.getByLabel('Why').fill('Wrong company 🙈');
    await two.getByRole('button', { name: 'Undo the arrival' }).click();
    await two.getByRole('button', { name: /^Press again/ }).click();
    await one.getByRole('button', { name: /Lanier/ }).waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 90_000);
});
