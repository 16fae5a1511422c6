import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aFair } from '../support/factories.ts';
import { scanAt, scanOf } from '../checkins/door-support.ts';
import { withChromium } from './support/browser.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('the control room of a quiet fair', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterAll(() => journey.stop());

  it('shows a table when there is something in it, and a sentence until then', async () => {
    const { harness } = journey;
    const fair = await aFair();
    const desk = await harness.pairDevice(fair, 'steward', 'East 1');
    const page = await journey.open(await harness.signIn('organizer', fair));
    await page.goto(`/fairs/${fair.slug}/dashboard`);
    await page.locator('[data-live-chip][data-live="on"]').waitFor();
    const refusals = page.getByRole('region', { name: 'Refused scans' });
    await refusals.getByText('No scan has been refused.').waitFor();
    expect(await refusals.locator('table:visible').count()).toBe(0);
    expect(await page.locator('table:visible:not(:has(tbody tr))').count()).toBe(0);

    await scanAt(desk, scanOf('A'.repeat(22)), harness);
    const cells = refusals.getByRole('cell', { name: 'The code is on no list of this fair.' });
    await cells.first().waitFor();
    expect(await cells.count()).toBe(2);
    expect(await refusals.getByText('No scan has been refused.').isVisible()).toBe(false);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});
