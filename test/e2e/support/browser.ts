import { existsSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import type { Harness } from '../../support/harness.ts';
import type { Visitor } from '../../support/visitor.ts';

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const found = places.find((place) => place && existsSync(place));

/** `describe`, or, where no Chromium is installed, one that is reported as skipped. */
export const withChromium: typeof describe.skip = found ? (describe as never) : describe.skip;

/** With a home folder of its own, Chromium trusts what the certificate store in there trusts. */
export const startChromium = (own: { args?: string[]; home?: string } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: found,
    env: { ...process.env, ...(own.home && { HOME: own.home }) } as Record<string, string>,
    args: [
      ...(own.args ?? []),
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A browser window in which somebody of the tests is signed in, or a device is paired. */
export async function openAs(
  browser: Browser,
  harness: Harness,
  visitor: Visitor | null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: harness.url, ...options });
  if (visitor) await become(context, visitor, harness);
  return context;
}

/** Signs a browser in as somebody of the tests, or makes it their device. */
export async function become(
  context: BrowserContext,
  visitor: Visitor,
  { url }: Harness,
): Promise<void> {
  const cookies = visitor.cookieHeader().split('; ').filter(Boolean);
  await context.addCookies(
    cookies.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return { name, value, url };
    }),
  );
}

/** Opens a page and collects what its console and the content security policy complain about. */
export async function newPage(context: BrowserContext): Promise<Page & { complaints: string[] }> {
  const page = (await context.newPage()) as Page & { complaints: string[] };
  page.complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') page.complaints.push(message.text());
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  return page;
}
