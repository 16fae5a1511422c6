import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { OutboxMail } from '../../../server/mail/outbox-mail-model.ts';
import type { Harness } from '../../support/harness.ts';

/** A résumé as people have it on their disk. */
export const resumeFile = fileURLToPath(
  new URL('../../fixtures/resumes/hit-nguyen-trainer-accents.docx', import.meta.url),
);

export const resumeBytes = (): Buffer => readFileSync(resumeFile);

/** Ticks one answer of a group by what is sent for it. */
export const choose = (page: Page, name: string, value: string): Promise<void> =>
  page.locator(`input[name="${name}"][value="${value}"]`).check();

export interface Registrant {
  name: string;
  preferredName?: string;
  email: string;
  consent?: 'all' | 'approve' | 'ask';
  resume?: string;
}

/** Fills the public registration form, and does not send it. */
export async function fillRegistration(page: Page, person: Registrant): Promise<void> {
  await page.getByLabel('Full name').fill(person.name);
  if (person.preferredName) await page.getByLabel('Preferred name').fill(person.preferredName);
  await page.getByLabel('Email address').fill(person.email);
  await choose(page, 'stage', 'first');
  await choose(page, 'health', 'Not yet');
  await choose(page, 'technical', 'Not yet');
  await page.getByLabel('First choice of role').selectOption('CC-6');
  await choose(page, 'consent', person.consent ?? 'all');
  if (person.resume)
    await page.getByLabel('Résumé', { exact: false }).last().setInputFiles(person.resume);
}

/** Asks for a sign-in link and uses it in the same browser, as the mail says. */
export async function signInByMail(page: Page, address: string, harness: Harness): Promise<void> {
  await page.getByLabel('Email address').fill(address);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
  await page.goto(await linkTo(address, harness));
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The secret link in the newest mail to somebody that has one; the outbox keeps it while the mail is unsent. */
export async function linkTo(address: string, harness: Harness): Promise<string> {
  await harness.mailTo(address);
  const mails = await OutboxMail.find({ to: address }).sort({ _id: -1 }).lean();
  const found = mails.find((mail) => mail.link);
  if (!found) throw new Error(`no mail to ${address} has a link`);
  return found.link!.url;
}
