import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { StartOptions } from '../../../server/start.ts';
import type { Config } from '../../../server/config.ts';
import { startHarness, type Harness } from '../../support/harness.ts';
import type { Visitor } from '../../support/visitor.ts';
import { newPage, openAs, startChromium } from './browser.ts';

export interface Journey {
  harness: Harness;
  browser: Browser;
  /** A window of its own, in which `visitor` is signed in; null: nobody is. */
  open(visitor: Visitor | null, options?: BrowserContextOptions): Promise<Page>;
  /** What consoles and the content policy complained about since the last call; refusals that were meant aside. */
  complaints(): string[];
  closeWindows(): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 20_000;
const meant = /status of (409|404|422)/;

/** The real server and a real browser, for everybody who takes part in a journey. */
export async function startJourney(
  options: StartOptions & { config?: Partial<Config> } = {},
): Promise<Journey> {
  const harness = await startHarness(options);
  const browser = await startChromium();
  const heard: string[][] = [];
  return {
    harness,
    browser,
    async open(visitor, contextOptions = {}) {
      const context = await openAs(browser, harness, visitor, {
        reducedMotion: 'reduce',
        ...contextOptions,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await newPage(context);
      heard.push(page.complaints);
      return page;
    },
    complaints: () => heard.flatMap((each) => each.splice(0)).filter((each) => !meant.test(each)),
    async closeWindows() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      heard.length = 0;
    },
    async stop() {
      await browser.close();
      await harness.stop();
    },
  };
}

/** Goes to another page by the fair's navigation. */
export const menuTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Fair' }).getByRole('link', { name, exact: true }).click();
