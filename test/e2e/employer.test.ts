import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Enrollment } from '../../server/employers/enrollment-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { keepResume } from '../../server/resumes/keep-resume.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { choose, linkTo, resumeBytes, signInByMail } from './support/forms.ts';
import { menuTo, startJourney, type Journey } from './support/journey.ts';

withChromium('an employer', () => {
  let journey: Journey;
  let fair: FairFields;

  beforeAll(async () => {
    journey = await startJourney();
    fair = await aFair({ name: 'Fair "of" Söhne & Töchter 🩺' });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  it.each([true, false])(
    'goes the whole way from the application to what the graduate reads (script: %s)',
    async (javaScriptEnabled) => {
      const { harness } = journey;
      const options = { javaScriptEnabled };
      const name = `O’Brien & “Söhne” <Clinics> 🏥 ${javaScriptEnabled}`;
      const email = `robin-${javaScriptEnabled}@employer.example`;
      const graduate = await aGraduateWithResume(`Thị “Kim” Nguyễn ${javaScriptEnabled}`, 'all');
      const page = await journey.open(null, options);

      await page.goto(`/fairs/${fair.slug}`);
      await page.getByRole('link', { name: /We are hiring/ }).click();
      await apply(page, name, email);
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect((await harness.mailTo(email)).template).toBe('enrollment-received');
      await accept(name, options);

      await page.getByRole('link', { name: 'Sign in to your pages' }).click();
      await signInByMail(page, email, harness);
      await page.getByRole('heading', { name }).waitFor();
      await page.getByText('Accepted', { exact: true }).waitFor();

      await menuTo(page, 'Openings');
      await page.getByRole('link', { name: 'Add an opening' }).first().click();
      await page.getByLabel('Title of the job').fill('Trainer “EHR” 🧑‍🏫');
      await choose(page, 'roles', 'CC-6');
      await page.getByLabel('Years of experience asked').fill('0');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Trainer “EHR” 🧑‍🏫' }).waitFor();

      await menuTo(page, 'Team');
      await page.getByLabel('Full name').fill('Vera “V” Viewer');
      await page.getByLabel('Email address').fill(`vera-${javaScriptEnabled}@employer.example`);
      await choose(page, 'role', 'viewer');
      await page.getByRole('button', { name: 'Add and invite' }).click();
      await page.getByRole('cell', { name: 'Vera “V” Viewer', exact: true }).waitFor();
      const colleague = await journey.open(null, options);
      await colleague.goto(await linkTo(`vera-${javaScriptEnabled}@employer.example`, harness));
      await colleague.getByRole('button', { name: 'Sign in' }).click();
      await colleague.getByRole('heading', { name }).waitFor();

      await menuTo(page, 'Graduates');
      await page.getByLabel('Words in résumé, name or school').fill('nguye');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('link', { name: graduate.name }).click();
      await page.getByRole('article', { name: 'Résumé' }).waitFor();
      await page.getByRole('heading', { name: 'Not met yet' }).waitFor();

      await menuTo(page, 'Scan a badge');
      await page.getByLabel('Code').fill('2222-2222');
      await page.getByRole('button', { name: 'Open the visit' }).click();
      await page.getByRole('heading', { name: 'Check this answer' }).waitFor();
      await page.getByLabel('Code').fill(graduate.badge.short);
      await page.getByRole('button', { name: 'Open the visit' }).click();
      await page.getByRole('link', { name: 'Read the résumé' }).click();
      await page.getByRole('article', { name: 'Résumé' }).waitFor();

      await choose(page, 'rating', '4');
      await page.getByLabel('Note', { exact: true }).fill('Knows “Epic” & Cerner 👍');
      await choose(page, 'nextStep', 'interview');
      if (javaScriptEnabled) await page.getByText(/^Saved \d/).waitFor();
      else await page.getByRole('button', { name: 'Save' }).click();
      await page.waitForLoadState('networkidle');
      await page.reload();
      expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe(
        'Knows “Epic” & Cerner 👍',
      );
      expect(await page.locator('input[name="rating"]:checked').inputValue()).toBe('4');

      const theirs = await journey.open(await harness.signInAs(graduate.accountId!), options);
      await theirs.goto(`/fairs/${fair.slug}/registration/visits`);
      const row = theirs.getByRole('row', { name });
      await row.getByText('They want to meet you for an interview.').waitFor();
      expect(await theirs.getByText('Knows “Epic”').count()).toBe(0);
      expect(journey.complaints()).toEqual([]);
    },
    120_000,
  );

  it.each([true, false])(
    'asks a graduate who decides case by case, and reads after the yes (script: %s)',
    async (javaScriptEnabled) => {
      const options = { javaScriptEnabled };
      const graduate = await aGraduateWithResume(`Quinn Quiet ${javaScriptEnabled}`, 'approve');
      const email = `asker-${javaScriptEnabled}@employer.example`;
      const page = await journey.open(null, options);
      await page.goto(`/fairs/${fair.slug}/enrollments/new`);
      await apply(page, `Asking Clinics ${javaScriptEnabled}`, email);
      await accept(`Asking Clinics ${javaScriptEnabled}`, options);
      await page.goto('/sign-in');
      await signInByMail(page, email, journey.harness);
      await menuTo(page, 'Graduates');
      expect(await page.getByText('Quinn Quiet').count()).toBe(0);
      await page.getByRole('button', { name: 'Ask to read the résumé' }).first().click();
      await page.getByText(/^Asked\. When the answer/).waitFor();

      const theirs = await journey.open(
        await journey.harness.signInAs(graduate.accountId!),
        options,
      );
      await theirs.goto(`/fairs/${fair.slug}/registration`);
      await theirs.getByRole('link', { name: 'Answer' }).click();
      await theirs.getByRole('button', { name: /^Yes, they may/ }).click();
      await theirs.getByRole('cell', { name: 'Yes', exact: true }).waitFor();

      await page.reload();
      await page.getByRole('link', { name: graduate.name }).click();
      await page.getByRole('article', { name: 'Résumé' }).waitFor();
      expect(journey.complaints()).toEqual([]);
    },
    90_000,
  );

  async function aGraduateWithResume(name: string, consent: 'all' | 'approve') {
    const { deps } = journey.harness;
    const graduate = await aGraduate(fair, deps, { name, consent, roles: ['CC-6'] });
    await keepResume(graduate, { name: 'resume.docx', bytes: resumeBytes() }, deps);
    return graduate;
  }

  /** The organizer reads the application and says yes. */
  async function accept(employerName: string, options: object): Promise<void> {
    const office = await journey.open(await journey.harness.signIn('organizer', fair), options);
    await office.goto(`/fairs/${fair.slug}/applications?state=applied`);
    await office.getByRole('link', { name: employerName }).click();
    await office.getByRole('button', { name: 'Accept' }).click();
    await office.getByText('Accepted', { exact: true }).first().waitFor();
    expect(
      await Enrollment.exists({ fairId: fair._id, employerName, state: 'accepted' }),
    ).toBeTruthy();
  }
});

async function apply(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Name of the organization').fill(name);
  await page.getByLabel('Your full name').fill('Robin “Rob” Rep');
  await page.getByLabel('Your email address').fill(email);
  await choose(page, 'kind', 'hospital');
  await choose(page, 'tierWish', 'standard');
  await page.getByRole('button', { name: 'Apply' }).click();
}
