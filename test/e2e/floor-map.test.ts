import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { networkCable } from '../../scripts/faults/network-cable.ts';
import { assignFloor } from '../../server/booths/assign-floor.ts';
import { drawFloor } from '../../server/booths/draw-floor.ts';
import { floorForm } from '../../server/booths/floor-form.ts';
import { Floor } from '../../server/booths/floor-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('the live floor map', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  async function aHall() {
    const { harness } = journey;
    const { deps } = harness;
    const fair = await aFair();
    const named = (employerName: string, wish: string) =>
      anEmployer(fair, deps, { employerName, boothWishes: [wish] });
    const teams = [await named('Oconee “EHR” & Söhne', 'A1'), await named('Lanier', 'A2')];
    await drawFloor(fair._id, floorForm.parse({ rows: '1', columns: '3' }), deps.now());
    await assignFloor(fair._id, null, deps);
    await Floor.updateOne({ fairId: fair._id }, { publishedAt: deps.now() });
    const door = await journey.open((await harness.pairDevice(fair)).browser);
    await door.goto(`/desk/${fair.slug}`);
    const arrive = async (at: number) => {
      expect(await scanTyped(door, teams[at]!.badge.short)).toBe('Employer');
      await door.getByRole('button', { name: 'Our team has arrived' }).click();
      await door.getByText(/is here\./).waitFor();
      await nextBadge(door).catch(() => {});
    };
    const map = async (visitor: Parameters<Journey['open']>[0] = null, baseURL = harness.url) => {
      const page = await journey.open(visitor, { baseURL });
      await page.goto(`/fairs/${fair.slug}/map`);
      await page.locator('[data-live-chip][data-live="on"]').waitFor();
      return page;
    };
    return { fair, arrive, map };
  }

  it('shows two visitors, by color and word, whose team arrives at a desk', async () => {
    const { arrive, map } = await aHall();
    const pages = [await map(), await map()];
    for (const page of pages) expect(await words(page)).toEqual(['Not here yet', 'Not here yet']);
    await arrive(0);
    for (const page of pages) {
      await page
        .locator('.booth--here[data-booth="A1"]')
        .getByText('here', { exact: true })
        .waitFor();
      expect(await words(page)).toEqual(['Here', 'Not here yet']);
      await page.getByText('1 of 2 teams are here').waitFor();
    }
    await arrive(1);
    for (const page of pages) await page.getByText('2 of 2 teams are here').waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 90_000);

  it('says on a phone, and only there, that it can be swiped sideways', async () => {
    const { map } = await aHall();
    const page = await map();
    const hint = page.getByText('Where the map is wider than the screen, swipe it sideways.');
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await hint.isVisible()).toBe(width === 320);
    }
  }, 60_000);

  it('says that it is cut off, and catches up by itself', async () => {
    const { arrive, map } = await aHall();
    const cable = await networkCable(journey.harness.url);
    const [cut, witness] = [await map(null, cable.url), await map()];
    cable.pull();
    await cut.getByText('Not connected: marks may be old').waitFor();
    await arrive(0);
    await witness.getByText('1 of 2 teams are here').waitFor();
    expect(await words(cut)).toEqual(['Not here yet', 'Not here yet']);
    cable.plugIn();
    await cut.getByText('1 of 2 teams are here').waitFor();
    expect(await words(cut)).toEqual(await words(witness));
    await cable.remove();
  }, 90_000);

  it('names a missing team late to an organizer, until it comes', async () => {
    const { fair, arrive, map } = await aHall();
    const page = await map(await journey.harness.signIn('organizer', fair));
    expect(await words(page)).toEqual(['Late', 'Late']);
    await arrive(1);
    await page.getByText('1 of 2 teams are here').waitFor();
    expect(await words(page)).toEqual(['Late', 'Here']);
    expect(await page.locator('.booth--late').count()).toBe(1);
  }, 60_000);
});

const words = (page: Page) => page.locator('[data-word]').allInnerTexts();
