import path from 'node:path';
import type { Express } from 'express';
import { watchAssets } from './assets.ts';
import { projectRoot } from './project-root.ts';
import { readLibrary, type ViewLibrary } from './view-library.ts';

const folder = path.join(projectRoot, 'views');
let kept: ViewLibrary | undefined;
let watching = false;

/** Lets `res.render` draw pages. Throws, with every fault in one message, when a view cannot be right. */
export function installViews(app: Express, options: { watch: boolean }): void {
  watching = options.watch;
  watchAssets(watching);
  kept ??= readLibrary(folder);
  app.set('view engine', 'hbs');
  app.set('view', viewOf);
}

/** Draws a view without Express, for mail; without a layout unless one is named. */
export function renderView(name: string, locals: object, layout: string | null = null): string {
  if (watching || !kept) kept = readLibrary(folder);
  return kept.render(name, locals, layout);
}

type Done = (error: unknown, html?: string) => void;

/** What Express calls with `new` for each page; its own class would look for the file again each time. */
function viewOf(name: string) {
  return {
    path: name,
    render(locals: { layout?: string | null }, done: Done): void {
      done(null, renderView(name, locals, locals.layout === undefined ? 'page' : locals.layout));
    },
  };
}
