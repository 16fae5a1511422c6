import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFindable } from '../checkins/search-support.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { verdictWord } from './support/door.ts';
import { startJourney, type Journey } from './support/journey.ts';
import { tabTo } from './support/keyboard.ts';

withChromium('the search at a desk', () => {
  let journey: Journey;
  let fair: FairFields;

  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair();
    const { harness } = journey;
    const chioma = { name: 'Chioma Nwosu', preferredName: 'Chi', attention: 'Say it Chee-oh-ma.' };
    await aFindable(fair, { ...chioma, school: 'Lanier Tech' }, harness);
    for (const name of ['Chidi Nwosu', 'Zoë Nwosu', 'Nora Nwosu-Ott'])
      await aFindable(fair, { name }, harness);
    await anEmployer(fair, harness.deps, { employerName: 'Nwosu Clinic' });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  async function aSearch(options: object = {}): Promise<Page> {
    const { browser } = await journey.harness.pairDevice(fair, 'supervisor', 'Help');
    const page = await journey.open(browser, options);
    await page.goto(`/desk/${fair.slug}/search`);
    return page;
  }
  const rows = (page: Page) => page.locator('.found__name').allInnerTexts();
  const say = (page: Page, words: string | RegExp) =>
    page.locator('[data-search-text]').getByText(words).waitFor();
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.innerText');

  it('finds, shows and checks in by the keyboard alone', async () => {
    const page = await aSearch();
    await page.keyboard.type('nw');
    await page.waitForTimeout(400);
    expect(await rows(page)).toEqual([]);
    await page.keyboard.type('osu');
    await say(page, '5 people found.');
    const [first, ...others] = await rows(page);
    expect([first, others.at(-1)]).toEqual(['Chidi Nwosu', 'Zoë Nwosu']);

    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('Chidi Nwosu');
    await page.keyboard.press('End');
    expect(await focused(page)).toContain('Zoë Nwosu');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('Chioma Nwosu “Chi”');

    await page.keyboard.press('Enter');
    await page.getByText('Say it Chee-oh-ma.').waitFor();
    expect(await focused(page)).toContain('Chioma Nwosu');
    await page.keyboard.press('Enter');
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toContain('Chioma Nwosu “Chi”');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Check in' }).waitFor();
    await tabTo(page, '[data-check-in] button');
    await page.keyboard.press('Enter');
    expect(await verdictWord(page)).toBe('Welcome');
    await page.locator('#q:focus').waitFor();
    expect(await page.locator('#q').inputValue()).toBe('');
    expect(await Scan.countDocuments({ fairId: fair._id, mode: 'search', stands: true })).toBe(1);

    await page.keyboard.type('chioma');
    await page.getByText(/Here since .*, Help/).waitFor();
    await page.keyboard.press('Escape');
    expect([await rows(page), await page.locator('#q').inputValue()]).toEqual([[], '']);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('takes the last one back where it was let in', async () => {
    const page = await aSearch();
    await page.locator('#q').fill('zoe');
    await page.getByText('Zoë Nwosu').click();
    await page.getByRole('button', { name: 'Check in' }).click();
    expect(await verdictWord(page)).toBe('Welcome');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('#q:focus').waitFor();
    const { _id: registrationId } = await Registration.findOne({ name: 'Zoë Nwosu' }).orFail();
    expect(await Scan.findOne({ registrationId }).lean()).toMatchObject({ stands: false });
  }, 60_000);

  it('never shows an older answer over a newer one, and says when it waits', async () => {
    const page = await aSearch();
    let held = 0;
    await page.route('**/search', async (route) => {
      if (!route.request().postData()?.includes('"chi"')) return route.continue();
      held += 1;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.locator('#q').fill('chi');
    await say(page, 'Searching…');
    await page.locator('#q').fill('zoe');
    await say(page, 'One person found.');
    await page.waitForTimeout(1800);
    expect([held, await rows(page)]).toEqual([1, ['Zoë Nwosu']]);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('says so when there is no answer, keeps what was typed, and tries again', async () => {
    const page = await aSearch();
    await page.route('**/search', (route) => route.abort());
    await page.locator('#q').fill('nora nw');
    await say(page, /^No answer from the fair\./);
    expect(await page.locator('#q').inputValue()).toBe('nora nw');
    await page.unroute('**/search');
    await page.locator('#q').press('Enter');
    await say(page, 'One person found.');

    await page.route('**/checkins', (route) => route.abort());
    await page.getByText('Nora Nwosu-Ott').click();
    await page.getByRole('button', { name: 'Check in' }).click();
    await page.getByText('Not checked in. No answer from the fair: press again.').waitFor();
  }, 60_000);

  it('leads from a representative to the team, and shows the way on when nobody is found', async () => {
    const page = await aSearch();
    await page.locator('#q').fill('nwosu clinic');
    await page.getByText('Robin Rep').click();
    await page.getByRole('link', { name: 'To their team' }).click();
    await page.getByRole('heading', { name: 'Nwosu Clinic' }).waitFor();
    await page.goto(`/desk/${fair.slug}/search`);
    await page.locator('#q').fill('zzzz');
    await say(page, 'Nobody found.');
    await page.getByRole('link', { name: 'Register a walk-in' }).click();
    await page.getByRole('heading', { name: 'Walk-in' }).waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('does the same without script, page by page', async () => {
    const page = await aSearch({ javaScriptEnabled: false });
    await page.locator('#q').fill('chidi');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Chidi Nwosu').click();
    await page.getByRole('button', { name: 'Check in' }).click();
    expect(await verdictWord(page)).toBe('Welcome');
  }, 60_000);
});
