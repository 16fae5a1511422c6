import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mounts } from '../../server/app.ts';
import { projectRoot } from '../../server/web/project-root.ts';
import type { Harness } from './harness.ts';

type Layers = { route?: { path: string; stack: { method: string }[] } }[];

/** Every name that any form of ours sends. */
export function fieldNames(): string[] {
  const views = path.join(projectRoot, 'views');
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => readFileSync(path.join(views, file), 'utf8'))
    .join('\n');
  return [...new Set(Array.from(text.matchAll(/\bname="([\w-]+)"/g), ([, name]) => name!))];
}

/** Every path that takes a POST, with these values for its parameters; of any other, something that is not there. */
export function postPaths({ deps }: Harness, known: Record<string, string>): string[] {
  const paths = mounts(deps)
    .flatMap(({ at, router }) =>
      (router as unknown as { stack: Layers }).stack.flatMap(({ route }) =>
        route?.stack.some(({ method }) => method === 'post') ? [`${at}${route.path}`] : [],
      ),
    )
    // Who has signed out or ended every session can be asked no more.
    .filter((each) => !/sign-out|sessions/.test(each))
    .map((each) =>
      each
        .replace(/:(\w+)/g, (_, name: string) => known[name] ?? '0123456789abcdef01234567')
        .replace('//', '/'),
    );
  return [...new Set(paths)];
}
