import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { networkCable } from '../../scripts/faults/network-cable.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { nextBadge, scanTyped } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';

/** A silent line is noticed by the heartbeat, 5 s + 3 s; coming back takes up to 2 s more. */
const NOTICED_MS = 20_000;

withChromium('the control room', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  /** A fair with people who come, a desk that scans, and an organizer. */
  async function aDay(graduates: number) {
    const { harness } = journey;
    const fair = await aFair();
    const people = [];
    for (let n = 0; n < graduates; n += 1) people.push(await aGraduate(fair, harness.deps));
    const employer = await anEmployer(fair, harness.deps, { employerName: 'Oconee “EHR” & Söhne' });
    const { browser: device } = await harness.pairDevice(fair);
    const door = await journey.open(device);
    await door.goto(`/desk/${fair.slug}`);
    const organizer = await harness.signIn('organizer', fair);
    const office = async (baseURL = harness.url, javaScriptEnabled = true): Promise<Page> => {
      const page = await journey.open(organizer, { baseURL, javaScriptEnabled });
      await page.goto(`/fairs/${fair.slug}/dashboard`);
      if (!javaScriptEnabled) return page;
      await page.locator('[data-live-chip][data-live="on"]').waitFor();
      return page;
    };
    return { fair, people, employer, door, office };
  }

  it('moves by itself while a desk scans, and two of them agree', async () => {
    const { people, door, office } = await aDay(2);
    const [first, second] = [await office(), await office()];
    expect(await figure(first, 'arrived')).toBe('0');

    for (const [at, { badge }] of people.entries()) {
      expect(await scanTyped(door, badge.short)).toBe('Welcome');
      for (const page of [first, second]) await shows(page, 'arrived', String(at + 1));
      await nextBadge(door);
    }
    expect(await scanTyped(door, people[0]!.badge.short)).toBe('Already here');
    for (const page of [first, second]) {
      await page.locator('[data-rows="refused"] tr', { hasText: 'Already' }).waitFor();
      expect(await page.locator('[data-rows="byDesk"] tr').allInnerTexts()).toEqual([
        expect.stringMatching(/^East 1\s+2\s+1\s/),
      ]);
      expect(await page.locator('[data-chart] svg rect').count()).toBeGreaterThan(0);
    }
    expect(await everything(first)).toEqual(await everything(second));
    const drawnByServer = await office(journey.harness.url, false);
    expect(await everything(first)).toEqual(await everything(drawnByServer));
    expect(journey.complaints()).toEqual([]);
  }, 90_000);

  it('says that the line is cut, shows nothing new meanwhile, and catches up by itself', async () => {
    const { people, door, office } = await aDay(2);
    const cable = await networkCable(journey.harness.url);
    const [cut, witness] = [await office(cable.url), await office()];
    await scanTyped(door, people[0]!.badge.short);
    await shows(cut, 'arrived', '1');
    await nextBadge(door);

    cable.pull();
    await cut.getByText('Not connected: figures may be old').waitFor();
    await scanTyped(door, people[1]!.badge.short);
    await shows(witness, 'arrived', '2');
    expect(await figure(cut, 'arrived')).toBe('1');

    cable.plugIn();
    await shows(cut, 'arrived', '2');
    await cut.locator('[data-live-chip][data-live="on"]').waitFor();
    expect(await everything(cut)).toEqual(await everything(witness));
    await cable.remove();
  }, 90_000);

  it('notices a line that is gone without a word', async () => {
    const { people, door, office } = await aDay(1);
    const cable = await networkCable(journey.harness.url);
    const [deaf, witness] = [await office(cable.url), await office()];

    cable.muffle();
    await scanTyped(door, people[0]!.badge.short);
    await shows(witness, 'arrived', '1');
    await deaf.getByText('Not connected: figures may be old').waitFor({ timeout: NOTICED_MS });
    expect(await figure(deaf, 'arrived')).toBe('0');

    cable.plugIn();
    await shows(deaf, 'arrived', '1');
    await cable.remove();
  }, 90_000);

  it('sees an employer’s team arrive by the badge of one of them', async () => {
    const { employer, door, office } = await aDay(0);
    const page = await office();
    const missing = page.locator('[data-rows="missingEmployers"]');
    await missing.getByText('Oconee “EHR” & Söhne').waitFor();
    expect(await figure(page, 'employersHere')).toBe('0');
    const needsYou = page.locator('[data-needs]');
    expect(await needsYou.innerText()).toContain('Oconee “EHR” & Söhne');

    expect(await scanTyped(door, employer.badge.short)).toBe('Employer');
    await door.getByRole('button', { name: 'Our team has arrived' }).click();
    await door.getByText('Oconee “EHR” & Söhne is here.').waitFor();

    await shows(page, 'employersHere', '1');
    expect(await missing.innerText()).toBe('');
    expect(await needsYou.isVisible()).toBe(false);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('names a few of those who are late, and leads to all of them', async () => {
    const { fair, office } = await aDay(0);
    for (let n = 1; n < 10; n += 1) await anEmployer(fair, journey.harness.deps);
    const words = /Oconee .+ and 2 more\. Call them/s;
    const [drawn, live] = [await office(journey.harness.url, false), await office()];
    for (const page of [drawn, live]) {
      const needsYou = page.locator('[data-needs]');
      expect(await needsYou.innerText()).toMatch(words);
      expect(await needsYou.locator('strong').count()).toBe(8);
      await needsYou.getByRole('link', { name: '2 more' }).click();
      expect(await page.locator('[data-rows="missingEmployers"] tr').count()).toBe(10);
    }
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});

const place = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);
const figure = (page: Page, name: string) => place(page, name).innerText();

const shows = (page: Page, name: string, value: string) =>
  place(page, name)
    .and(page.getByText(value, { exact: true }))
    .waitFor();

/** Each figure and table as it stands on the page. */
const everything = async (page: Page) => ({
  figures: await page.locator('[data-figure]').allInnerTexts(),
  tables: await page.locator('[data-rows]').allInnerTexts(),
  chart: await page.locator('[data-chart] tbody tr').allInnerTexts(),
});
