import type { Page } from 'playwright-core';
import type { Visitor } from '../../support/visitor.ts';

/** A page to look at: how to come to it, and with which status it answers. */
export interface Stop {
  name: string;
  path: string;
  /** What is done on the page at `path` to come to the one that is meant. */
  then?: (page: Page) => Promise<unknown>;
  status?: number;
}

export interface Person {
  who: string;
  visitor: Visitor | null;
  stops: Stop[];
}

export const named = (name: string, path: string, then?: Stop['then']): Stop => ({
  name,
  path,
  then,
});
export const pages = (base: string, paths: string[]): Stop[] =>
  paths.map((path) => named(path.replaceAll(/[/?=]/g, '_') || '_', base + path));

/** Presses a button and waits for the page that answers. */
export const press = (name: string | RegExp) => async (page: Page) => {
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name }).first().click(),
  ]);
};
