import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, anEmployer, type EnrolledEmployer } from '../support/factories.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { withChromium } from './support/browser.ts';
import { fillRegistration, resumeFile, signInByMail } from './support/forms.ts';
import { menuTo, startJourney, type Journey } from './support/journey.ts';
import { pressSpaceAt, tabTo } from './support/keyboard.ts';

const oddName = 'Zoë “Zed” O’Brien <b>& Co</b> 🎓';

withChromium('a graduate', () => {
  let journey: Journey;
  let fair: FairFields;
  let employer: EnrolledEmployer;

  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair({ name: 'Fair "of" Söhne & Töchter 🩺' });
    employer = await anEmployer(fair, journey.harness.deps, {
      employerName: 'Oconee “EHR” & Söhne',
    });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  const form = () => `/fairs/${fair.slug}/registrations/new`;

  it.each([true, false])(
    'goes the whole way from the form to whom may read what (script: %s)',
    async (javaScriptEnabled) => {
      const { harness } = journey;
      const email = `zed-${javaScriptEnabled}@uni.example`;
      const page = await journey.open(null, { javaScriptEnabled });
      await page.goto(`/fairs/${fair.slug}`);
      await page.getByRole('link', { name: /I am looking for work/ }).click();
      await fillRegistration(page, { name: oddName, email, resume: resumeFile });
      await page.getByRole('button', { name: 'Register' }).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();

      const mail = await harness.mailTo(email);
      expect(mail.template).toBe('badge');
      await page.goto(String(mail.data.badgeUrl));
      await page.getByText(String(mail.data.code)).waitFor();
      expect(await page.locator('svg.qr').count()).toBe(1);
      expect(await page.getByText(email).count()).toBe(0);

      await page.getByRole('link', { name: 'Sign in to change anything' }).click();
      await signInByMail(page, email, harness);
      await page.getByText('Your résumé is here.').waitFor();
      expect(new URL(page.url()).pathname).toBe(`/fairs/${fair.slug}/registration`);

      await openResume(email);
      await page.getByRole('link', { name: 'See by whom' }).click();
      await page.getByRole('cell', { name: 'Oconee “EHR” & Söhne' }).first().waitFor();

      await menuTo(page, 'Who sees what');
      await page.getByLabel('Only those I approve').check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      expect(await page.getByLabel('Only those I approve').isChecked()).toBe(true);
      expect((await openResume(email)).status).toBe(404);

      await menuTo(page, 'Badge');
      await page.getByText(oddName).waitFor();
      expect(journey.complaints()).toEqual([]);
    },
    90_000,
  );

  it('keeps what was typed when the form is rejected, and begins at the list of mistakes', async () => {
    const page = await journey.open(null);
    await page.goto(form());
    await page.getByLabel('Full name').fill(oddName);
    await page.getByLabel('Email address').fill('nobody at all');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('heading', { name: 'Check these answers' }).waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.evaluate('document.activeElement?.className')).toBe('summary');
    expect(await page.getByLabel('Full name').inputValue()).toBe(oddName);

    const mistakes = page.locator('.summary a');
    expect(await mistakes.first().innerText()).toMatch(/email address/);
    await mistakes.first().click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('email');

    await page.goBack();
    expect(await page.getByLabel('Full name').inputValue()).toBe(oddName);
    await page.goBack();
    expect(page.url()).toMatch(/\/registrations\/new$/);
    expect(await page.getByLabel('Full name').inputValue()).toBe(oddName);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);

  it('registers by keyboard alone, always seeing where the focus is', async () => {
    const page = await journey.open(null);
    await page.goto(form());
    await tabTo(page, '#name');
    await page.keyboard.type('Kim Keyboard');
    await tabTo(page, '#email');
    await page.keyboard.type('keyboard@uni.example');
    for (const name of ['stage', 'health', 'technical']) await pressSpaceAt(page, name);
    await tabTo(page, '#role1');
    await page.keyboard.type('CC-3');
    await pressSpaceAt(page, 'consent');
    await tabTo(page, 'button.button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    const made = await Registration.findOne({
      fairId: fair._id,
      email: 'keyboard@uni.example',
    }).lean();
    expect(made).toMatchObject({ name: 'Kim Keyboard', roles: ['CC-3'], consent: 'all' });
  }, 60_000);

  it('is registered once by a double click, however slow the line', async () => {
    const page = await journey.open(null);
    let sent = 0;
    await page.route('**/registrations', async (route) => {
      sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue();
    });
    await page.goto(form());
    await fillRegistration(page, { name: 'Dora Double', email: 'double@uni.example' });
    const button = page.getByRole('button', { name: 'Register' });
    await button.scrollIntoViewIfNeeded();
    const { x, y } = (await button.boundingBox())!;
    await page.mouse.click(x + 8, y + 8);
    await page.waitForTimeout(300);
    await page.mouse.click(x + 8, y + 8);
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(sent).toBe(1);
  }, 60_000);

  /** The employer opens the graduate's résumé. */
  async function openResume(email: string) {
    const registration = await Registration.findOne({ fairId: fair._id, email }).lean().orFail();
    const reader = await journey.harness.signInAs(employer.accountId);
    const own = `/fairs/${fair.slug}/enrollments/${String(employer.enrollment._id)}`;
    return reader.get(`${own}/graduates/${String(registration._id)}`);
  }
});
