import { existsSync } from 'node:fs';
import type { Browser, BrowserContext } from 'playwright-core';

const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Null, with a line that says so, where there is no Chromium. */
export async function openChromium(bench: string, args: string[] = []): Promise<Browser | null> {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) {
    console.error(`No Chromium at CHROMIUM_PATH or /usr/bin/chromium: ${bench} is not measured.`);
    return null;
  }
  const { chromium } = await import('playwright-core');
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-sync'];
  return chromium.launch({
    executablePath,
    args: [...args, ...quiet, '--no-sandbox', '--disable-gpu', '--disable-component-update'],
  });
}

/** A window that has these cookies at this address. */
export async function windowWith(
  browser: Browser,
  url: string,
  cookieHeader: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url });
  const cookies = cookieHeader.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return { name, value, url };
  });
  await context.addCookies(cookies);
  return context;
}
