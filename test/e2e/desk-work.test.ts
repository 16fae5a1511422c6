import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { scanTyped, verdictWord } from './support/door.ts';
import { choose } from './support/forms.ts';
import { startJourney, type Journey } from './support/journey.ts';

withChromium('the work at a desk', () => {
  let journey: Journey;
  let fair: FairFields;

  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair({ name: 'Fair "of" Söhne & Töchter 🩺' });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const someone = (name: string, fields: object = {}) =>
    aGraduate(fair, journey.harness.deps, { name, ...fields });
  async function supervisor(javaScriptEnabled: boolean): Promise<Page> {
    const { browser } = await journey.harness.pairDevice(fair, 'supervisor', 'Help desk');
    const page = await journey.open(browser, { javaScriptEnabled });
    await page.goto(`/desk/${fair.slug}`);
    return page;
  }

  describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
    it('begins with a link that pairs one browser, once', async () => {
      const office = await journey.open(await journey.harness.signIn('organizer', fair), {
        javaScriptEnabled,
      });
      await office.goto(`/fairs/${fair.slug}/desks`);
      await office.getByLabel('Name of the desk').last().fill(`Door ${javaScriptEnabled} “A” 🚪`);
      await office.getByRole('button', { name: 'Add the desk' }).click();
      const card = office.getByRole('region', { name: `Door ${javaScriptEnabled}` });
      await card.getByRole('button', { name: 'Pair a steward’s device' }).click();
      const link = await office.locator('#link').innerText();

      await someone('Patience Private');
      const page = await journey.open(null, { javaScriptEnabled });
      await page.goto(link);
      const text = await page.locator('body').innerText();
      expect(text).toContain(`Pair this browser to Door ${javaScriptEnabled} “A” 🚪`);
      expect(text).not.toContain('Patience');
      expect(await page.locator('#code').count()).toBe(0);
      await page.goto(link);
      await page.getByLabel('Your name').fill('Val “V” Ünteer');
      await page.getByRole('button', { name: 'Pair this browser' }).click();
      await page.locator('#code').waitFor();

      const late = await journey.open(null, { javaScriptEnabled });
      await late.goto(link);
      await late.getByRole('heading', { name: 'This link is used up' }).waitFor();
      await office.goto(`/fairs/${fair.slug}/desks`);
      await card.getByRole('cell', { name: 'Val “V” Ünteer', exact: true }).waitFor();
      expect(journey.complaints()).toEqual([]);
    }, 60_000);

    it('finds somebody without a badge and checks them in, and undoes it', async () => {
      const page = await supervisor(javaScriptEnabled);
      const { _id } = await someone(`Quincy Forgetful ${javaScriptEnabled}`, {
        school: 'Gwinnett Tech',
      });
      await page.getByRole('link', { name: 'Search' }).click();
      await find(page, 'forgetf');
      await openRow(page, `Quincy Forgetful ${javaScriptEnabled}`);
      await page.getByRole('button', { name: /^Check in/ }).click();
      expect(await verdictWord(page)).toBe('Welcome');
      await page.getByRole('link', { name: 'Print the badge' }).waitFor();

      await page.goto(`/desk/${fair.slug}/search`);
      await find(page, 'forgetf');
      await openRow(page, `Quincy Forgetful ${javaScriptEnabled}`);
      const card = page.locator('.found-card');
      await card.getByText(/Here since/).waitFor();
      await card.locator('summary').click();
      await card.getByLabel('Why').fill('Scanned “the wrong” person 🙈');
      await card.getByRole('button', { name: 'Undo the arrival' }).click();
      await page.getByText('Undone: this person does not count as here.').waitFor();
      expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(0);
      expect(journey.complaints()).toEqual([]);
    }, 60_000);

    it('registers a walk-in, and asks first when somebody of that name is known', async () => {
      const page = await supervisor(javaScriptEnabled);
      const name = `Wally O’Walk “In” 🚶 ${javaScriptEnabled}`;
      await page.getByRole('link', { name: 'Walk-in' }).click();
      await fillWalkIn(page, { name, phone: '404 555 0101' });
      await page.getByRole('button', { name: 'Register and check in' }).click();
      expect(await verdictWord(page)).toBe('Welcome');
      const shortCode = page.locator('.badge__code, .badge-card__code').first();
      await shortCode.waitFor();
      expect(await shortCode.innerText()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);

      await page.getByRole('link', { name: 'Next walk-in' }).click();
      await fillWalkIn(page, { name, phone: '404 555 0101' });
      await page.getByRole('button', { name: 'Register and check in' }).click();
      await page.getByRole('heading', { name: 'Is it one of these?' }).waitFor();
      expect(await page.getByLabel('Full name').inputValue()).toBe(name);
      await page.getByRole('button', { name: /^Nobody of these/ }).click();
      await page.locator('.verdict, .notice').first().waitFor();
      expect(await Registration.countDocuments({ fairId: fair._id, name })).toBe(2);
      expect(journey.complaints()).toEqual([]);
    }, 60_000);

    it('marks an employer that comes without a badge as arrived', async () => {
      const employerName = `Oconee “EHR” & Söhne ${javaScriptEnabled}`;
      await anEmployer(fair, journey.harness.deps, { employerName });
      const page = await supervisor(javaScriptEnabled);
      await page.getByRole('link', { name: 'Employers' }).click();
      const button = page.getByRole('button', { name: employerName });
      await button.click();
      await page.getByText(`${employerName} is here.`).waitFor();
      expect(await button.count()).toBe(0);
    }, 60_000);
  });

  it('scans without any script, each answer a page of its own', async () => {
    const page = await supervisor(false);
    const { badge } = await someone('Nora Noscript');
    expect(await scanTyped(page, badge.short)).toBe('Welcome');
    expect(await scanTyped(page, badge.short)).toBe('Already here');
    expect(await scanTyped(page, 'no badge at all')).toBe('Unknown code');
    expect(await scanTyped(page, (await someone('Next In Line')).badge.token)).toBe('Welcome');
    await page.getByRole('button', { name: 'Undo this arrival' }).click();
    await page.getByText('Undone: this person does not count as here.').waitFor();
    await page.locator('#code').waitFor();

    const { badge: team } = await anEmployer(fair, journey.harness.deps);
    expect(await scanTyped(page, team.short)).toBe('Employer');
    await page.getByRole('button', { name: 'Our team has arrived' }).click();
    await page.getByText(/is here\./).waitFor();
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});

async function find(page: Page, words: string): Promise<void> {
  await page.getByLabel('Whom do you look for?').fill(words);
  await page.getByRole('button', { name: 'Search' }).click();
}

const openRow = (page: Page, name: string) =>
  page.getByRole('link', { name: new RegExp(`^${name}`) }).click();

async function fillWalkIn(page: Page, person: { name: string; phone: string }): Promise<void> {
  await page.getByLabel('Full name').fill(person.name);
  await page.getByLabel('Phone').fill(person.phone);
  await choose(page, 'stage', 'first');
  await choose(page, 'health', 'Not yet');
  await choose(page, 'technical', 'Not yet');
  await page.getByLabel('First choice of role').selectOption('CC-1');
  await choose(page, 'consent', 'ask');
}
