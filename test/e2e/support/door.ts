import type { Page } from 'playwright-core';

/** Types a code into a desk's page and reads the large word of the answer, over the page or on a page of its own. */
export async function scanTyped(page: Page, code: string): Promise<string> {
  await page.locator('#code').fill(code);
  await page.locator('#code').press('Enter');
  return verdictWord(page);
}

export async function verdictWord(page: Page): Promise<string> {
  const word = page.locator('.verdict__word:visible');
  await word.waitFor();
  return (await word.textContent()) ?? '';
}

export const nextBadge = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Next badge' }).click();
