import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const asSource = import.meta.url.endsWith('.ts');

/** The program of the reading process: the source while developing, the built file in production. */
export const entry = fileURLToPath(
  new URL(asSource ? './inside/main.ts' : './inside/main.js', import.meta.url),
);

/** A small heap is collected early, which keeps the resident memory of good files far below the limit. */
export const execArgv = [
  '--no-addons',
  '--max-semi-space-size=4',
  '--max-old-space-size=224',
  ...(asSource ? ['--import', sourceLoader()] : []),
];

/** pdf.js is loaded before the TypeScript loader, which would take its megabytes apart and keep them. */
function sourceLoader(): string {
  const { resolve } = createRequire(import.meta.url);
  const load = (name: string) =>
    `await import(${JSON.stringify(pathToFileURL(resolve(name)).href)})`;
  const script = `
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
    ${load('pdfjs-dist/legacy/build/pdf.worker.mjs')};
    ${load('pdfjs-dist/legacy/build/pdf.mjs')};
    ${load('tsx')};`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
