import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { firstOwnerLink } from '../../server/accounts/first-owner-link.ts';
import { Account } from '../../server/accounts/account-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { wallClock } from '../../server/fairs/fair-time.ts';
import { aGraduate, anEmployer } from '../support/factories.ts';
import { catchMail, type SmtpCatcher } from '../mail/smtp-catcher.ts';
import { withChromium } from './support/browser.ts';
import { scanTyped } from './support/door.ts';
import { mailReceived } from './support/mailbox.ts';
import { menuTo, startJourney, type Journey } from './support/journey.ts';

withChromium('an organizer', () => {
  let journey: Journey;
  let smtp: SmtpCatcher;

  beforeAll(async () => {
    smtp = await catchMail();
    journey = await startJourney({ config: { smtpUrl: smtp.url } });
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(async () => {
    await journey.stop();
    await smtp.stop();
  });

  it.each([true, false])(
    'makes a fair out of the first link and runs it to the last follow-up (script: %s)',
    async (javaScriptEnabled) => {
      const options = { javaScriptEnabled };
      const page = await journey.open(null, options);
      const name = `Fair "of" Söhne & Töchter 🩺 ${javaScriptEnabled}`;
      await becomeOwner(page);
      await createFair(page, name);
      await page.getByRole('button', { name: 'Open it for registration' }).click();
      await page.getByText('The fair is open now.').waitFor();
      const fair = await Fair.findOne({ name }).lean<FairFields>().orFail();

      await page.getByRole('link', { name: 'Schools and programs' }).click();
      await page
        .getByRole('textbox', { name: 'Programs' })
        .fill('Gwinnett “Tech”; HIT & More; Lawrenceville, GA\nÉcole; Santé');
      await page.getByRole('button', { name: 'Add to the list' }).click();
      await page.getByRole('cell', { name: 'HIT & More', exact: true }).waitFor();

      const rivals = await decideOnApplications(page, fair);
      await drawAndAssign(page, rivals);
      await page.getByRole('link', { name: 'Public map' }).click();
      for (const rival of rivals) await page.getByRole('cell', { name: rival }).waitFor();

      const colleague = await inviteColleague(page, fair, javaScriptEnabled);
      await colleague.getByRole('heading', { name: 'Control room' }).waitFor();

      await page.goto(`/fairs/${fair.slug}/settings`);
      await page.getByRole('button', { name: /make it live/ }).click();
      await page.getByText('The fair is live now.').waitFor();
      const came = await letSomebodyIn(page, fair, options);
      await page.goto(`/fairs/${fair.slug}/settings`);
      const close = page.getByRole('button', { name: /close it/ });
      expect(await close.getAttribute('class')).toContain('button--quiet');
      await close.click();
      if (javaScriptEnabled)
        await page.getByRole('button', { name: /Press again to close the fair/ }).click();
      await page.getByText('The fair is closed now.').waitFor();

      await writeToThoseWhoCame(page, javaScriptEnabled);
      const raw = await mailReceived(smtp, came, /Thank you for coming\./);
      const wayOut = /https?:\/\/\S+\/unsubscribe\/[\w.-]+/.exec(raw)![0];
      const mailbox = await journey.open(null, options);
      await mailbox.goto(wayOut);
      await mailbox.getByRole('button', { name: 'Stop these messages' }).click();
      await mailbox.getByRole('heading', { name: 'No more of these messages' }).waitFor();

      await menuTo(page, 'Follow-up');
      await page.getByRole('link', { name: 'Write to graduates who came', exact: true }).click();
      await page.getByRole('button', { name: 'See who gets it' }).click();
      await page.getByText('1 address takes no such messages').waitFor();
      expect(journey.complaints()).toEqual([]);
    },
    150_000,
  );

  /** The link that the server prints on its terminal. */
  async function becomeOwner(page: Page): Promise<void> {
    const { deps, url } = journey.harness;
    await Account.updateMany({ owner: true }, { owner: false });
    const link = await firstOwnerLink(url, deps.now());
    await page.goto(link!);
    await page.getByLabel('Full name').fill('Olga “O” O’Owner 👑');
    await page.getByLabel('Email address').fill('olga@owner.example');
    await page.getByRole('button', { name: 'I am the owner' }).click();
    await page.getByRole('heading', { name: 'New fair' }).waitFor();
  }

  /** Accepts two by ticking them, and declines a third with a reason. */
  async function decideOnApplications(page: Page, fair: FairFields): Promise<string[]> {
    const { deps } = journey.harness;
    const rivals = ['Oconee “EHR” & Söhne', 'Piedmont <Rural> Health'];
    for (const employerName of [...rivals, 'Out of Place Ltd'])
      await anEmployer(fair, deps, { employerName, state: 'applied' });
    await menuTo(page, 'Employers');
    for (const rival of rivals)
      await page.getByRole('row', { name: rival }).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Accept those that are ticked' }).click();
    await page.getByRole('link', { name: 'Accepted 2' }).waitFor();
    await page.getByRole('link', { name: 'Applied 1' }).click();
    await page.getByRole('link', { name: 'Out of Place Ltd' }).click();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page
      .getByText(/reason/i, { exact: false })
      .first()
      .waitFor();
    await page.getByLabel(/^Reason/).fill('This fair is for “health IT” only 🙏');
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Declined', { exact: true }).first().waitFor();
    return rivals;
  }

  async function inviteColleague(page: Page, fair: FairFields, script: boolean): Promise<Page> {
    const address = `colleague-${script}@team.example`;
    await page.goto(`/fairs/${fair.slug}/team`);
    await page.getByLabel('Full name').fill('Cole “C” League');
    await page.getByLabel('Email address').fill(address);
    await page.getByRole('button', { name: 'Add and invite' }).click();
    await page.getByRole('cell', { name: 'Cole “C” League', exact: true }).waitFor();
    const raw = await mailReceived(smtp, address, /\/sign-in\//);
    const colleague = await journey.open(null, { javaScriptEnabled: script });
    await colleague.goto(/https?:\/\/\S+\/sign-in\/[\w-]{22}/.exec(raw)![0]);
    await colleague.getByRole('button', { name: 'Sign in' }).click();
    return colleague;
  }

  /** Adds a desk, pairs a device with the link on the page, and scans a badge there. */
  async function letSomebodyIn(page: Page, fair: FairFields, options: object): Promise<string> {
    const { badge, email } = await aGraduate(fair, journey.harness.deps);
    await menuTo(page, 'Door');
    await page.getByLabel('Name of the desk').last().fill('East 2');
    await page.getByRole('button', { name: 'Add the desk' }).click();
    await page.getByRole('button', { name: /^Pair a steward’s device/ }).click();
    const door = await journey.open(null, options);
    await door.goto(await page.locator('#link').innerText());
    await door.getByRole('button', { name: 'Pair this browser' }).click();
    await door.locator('#code').waitFor();
    expect(await scanTyped(door, badge.short)).toBe('Welcome');
    return email;
  }
});

async function createFair(page: Page, name: string): Promise<void> {
  const today = wallClock(new Date(), 'America/New_York').date;
  const fields = {
    name,
    about: 'Hospitals “meet” graduates & <others>.',
    venue: 'Hall A',
    address: '1 Fair Street, Atlanta, GA',
    days: `${today} 0:00-23:59`,
    capacity: '500',
    employersFrom: '2020-01-01T09:00',
    employersUntil: '2099-01-01T09:00',
    graduatesFrom: '2020-01-01T09:00',
    graduatesUntil: '2099-01-01T09:00',
  };
  for (const [field, value] of Object.entries(fields)) await page.locator(`#${field}`).fill(value);
  await page.getByRole('button', { name: 'Save the fair as a draft' }).click();
  await page.getByText('The fair is saved as a draft.').waitFor();
}

async function drawAndAssign(page: Page, employers: string[]): Promise<void> {
  await menuTo(page, 'Floor');
  await page.getByLabel('Rows', { exact: true }).fill('2');
  await page.getByLabel('Booths in a row').fill('3');
  await page.getByRole('button', { name: 'Draw the hall' }).click();
  await page.getByText('Drawn.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Assign booths' }).click();
  await page.getByText(`${employers.length} employers placed.`).waitFor();
  await page.getByRole('button', { name: 'Publish the map' }).click();
  await page.getByText('The map is public now.').waitFor();
}

async function writeToThoseWhoCame(page: Page, script: boolean): Promise<void> {
  await menuTo(page, 'Follow-up');
  await page.getByRole('link', { name: 'Write to graduates who came', exact: true }).click();
  await page.getByRole('button', { name: 'See who gets it' }).click();
  await page.getByText('1 graduate', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Send a test to me/ }).click();
  await page.getByText('A test is on its way to your own address.').waitFor();
  await page.getByRole('button', { name: 'Send to 1 graduate' }).click();
  if (script) await page.getByRole('button', { name: 'Press again to send' }).click();
  await page.getByText('On its way to 1.').waitFor();
  for (let looks = 0; looks < 20; looks += 1) {
    if (await page.getByText('1 of 1 message').isVisible()) return;
    await page.getByRole('link', { name: 'Look again' }).click();
  }
  throw new Error('the follow-up did not leave');
}
