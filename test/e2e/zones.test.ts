import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('zones', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  it('are made in the office, scanned for at a desk, and counted live in the control room', async () => {
    const { harness } = journey;
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const office = await journey.open(organizer);
    await office.goto(`/fairs/${fair.slug}/zones`);
    for (const [name, places] of [
      ['Résumé “clinic” 🎓', '1'],
      ['Workshop', ''],
    ] as const) {
      await office.getByLabel('Name of the zone').fill(name);
      await office.getByLabel('Places').last().fill(places);
      await office.getByRole('button', { name: 'Add the zone' }).click();
      await office.getByRole('cell', { name, exact: true }).waitFor();
    }
    await office.goto(`/fairs/${fair.slug}/dashboard`);
    await office.locator('[data-live-chip][data-live="on"]').waitFor();

    const door = await journey.open((await harness.pairDevice(fair)).browser);
    await door.goto(`/desk/${fair.slug}`);
    const [one, two] = [await aGraduate(fair, harness.deps), await aGraduate(fair, harness.deps)];
    for (const { badge } of [one, two]) {
      await scanTyped(door, badge.short);
      await nextBadge(door);
    }
    await door.goto(`/desk/${fair.slug}/zones`);
    await door.getByRole('link', { name: /clinic/ }).click();
    expect(await scanTyped(door, one.badge.short)).toBe('In');
    await zoneRow(office, 'clinic', '1').waitFor();
    await door.goto(door.url().replace('/passes', ''));
    expect(await scanTyped(door, two.badge.short)).toBe('Full');

    await door.goto(`/desk/${fair.slug}/zones`);
    await door.getByRole('link', { name: /Workshop/ }).click();
    expect(await scanTyped(door, one.badge.short)).toBe('In');
    await zoneRow(office, 'clinic', '0').waitFor();
    await zoneRow(office, 'Workshop', '1').waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 90_000);
});

const zoneRow = (page: Page, name: string, inside: string) =>
  page
    .locator('[data-rows="zones"] tr', { hasText: name })
    .locator('td.num')
    .first()
    .getByText(inside, { exact: true });
