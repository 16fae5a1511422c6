import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { personKeysOf, searchKeysOf } from '../../server/graduates/person-words.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { scanTyped, verdictWord } from './support/door.ts';
import { choose } from './support/forms.ts';
import { startJourney, type Journey } from './support/journey.ts';

/** A person types a line in some six seconds and chooses in two; a minute is enough with room for talk. */
const MOST_ACTIONS = 12;

withChromium('a walk-in', () => {
  let journey: Journey;
  let fair: FairFields;
  let page: Page;
  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair({
      deskQuestions: [{ question: 'badge-name', required: true }] as FairFields['deskQuestions'],
      badgePrinting: 'always',
    });
    const { browser } = await journey.harness.pairDevice(fair, 'supervisor', 'Help desk');
    page = await journey.open(browser, { viewport: { width: 1280, height: 800 } });
  }, 60_000);
  afterAll(() => journey.stop());

  it('is through in few actions on one screen, and is asked for a name on the badge', async () => {
    await page.goto(`/desk/${fair.slug}/walk-ins/new`);
    const name = page.getByLabel('Full name');
    await expect(name.evaluate((field) => field.matches(':focus'))).resolves.toBe(true);
    let actions = 0;
    const act = async (work: Promise<unknown>) => {
      await work;
      actions += 1;
    };
    await act(page.keyboard.type('Wanda Lee'));
    await act(page.getByLabel('Phone').fill('404 555 0101'));
    await act(page.locator('#school').fill('Gwinnett Tech'));
    await act(choose(page, 'stage', 'first'));
    await act(choose(page, 'health', 'Not yet'));
    await act(choose(page, 'technical', 'Not yet'));
    await act(page.getByLabel('First choice of role').selectOption('CC-1'));
    await act(choose(page, 'consent', 'ask'));
    const send = page.getByRole('button', { name: 'Register and check in' });
    const box = (await send.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(800);
    await act(send.click());
    expect(await verdictWord(page)).toBe('Welcome');
    expect(actions).toBeLessThanOrEqual(MOST_ACTIONS);

    await page.getByRole('link', { name: 'Ask now' }).click();
    await page.getByLabel('Name on the badge').fill('Wan');
    await page.getByRole('button', { name: 'Keep the answers' }).click();
    await page.getByText('The answers are kept.').waitFor();
    const made = await Registration.findOne({ fairId: fair._id }).lean().orFail();
    expect(made.preferredName).toBe('Wan');
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('is known while it is typed, and checked in instead', async () => {
    const nora = { name: 'Nora Known', school: 'Lanier Tech' };
    const keys = { searchKeys: searchKeysOf(nora), personKeys: personKeysOf(nora) };
    await aGraduate(fair, journey.harness.deps, { ...nora, ...keys, preferredName: 'Nor' });
    await page.goto(`/desk/${fair.slug}/walk-ins/new`);
    await page.getByLabel('Full name').fill('nora known');
    await page.locator('#school').fill('Lanier Tech');
    await page.getByRole('heading', { name: 'Registered already?' }).waitFor();
    await page.getByRole('button', { name: /^It is them: check in/ }).click();
    await page.getByRole('button', { name: 'Press again to check in Nora Known' }).click();
    expect(await verdictWord(page)).toBe('Welcome');
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('of anybody is followed by a question and the badge, over the page', async () => {
    const { badge } = await aGraduate(fair, journey.harness.deps, { name: 'Quinn Quiet' });
    await page.goto(`/desk/${fair.slug}`);
    expect(await scanTyped(page, badge.short)).toBe('Welcome');
    const print = page.getByRole('link', { name: 'Print the badge' });
    await print.waitFor();
    expect(await print.getAttribute('class')).toBe('button');
    const ask = page.getByRole('link', { name: 'Ask: name on the badge' });
    // What must be answered stays, longer than a welcome does.
    await page.waitForTimeout(3500);
    await ask.click();
    await page.getByRole('button', { name: 'Put off for today' }).click();
    await page.getByText('Put off for today.').waitFor();
    await page.getByRole('heading', { name: 'Badge of Quinn Quiet' }).waitFor();

    await page.getByRole('link', { name: 'Back to the desk' }).click();
    expect(await scanTyped(page, badge.short)).toBe('Already here');
    await print.waitFor();
    expect(await ask.isVisible()).toBe(false);
    await print.click();
    await page.getByRole('heading', { name: 'Badge of Quinn Quiet' }).waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});
