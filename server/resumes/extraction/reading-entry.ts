import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const asSource = import.meta.url.endsWith('.ts');
const { resolve } = createRequire(import.meta.url);

/** The program of the reading process: the source while developing, the built file in production. */
export const entry = fileURLToPath(
  new URL(asSource ? './inside/main.ts' : './inside/main.js', import.meta.url),
);

/** A small heap is collected early, which keeps the resident memory of good files far below the limit. */
export const execArgv = [
  '--no-addons',
  '--max-semi-space-size=4',
  '--max-old-space-size=224',
  ...(asSource ? ['--import', sourceLoader()] : permissions()),
];

/** The built program may read itself and its packages, write nothing and start nothing. The TypeScript loader needs more. */
function permissions(): string[] {
  const name = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const packages = ['pdfjs-dist', 'mammoth', 'yauzl'].map((name) => packagesFolder(resolve(name)));
  const folders = new Set([dirname(dirname(entry)), ...packages]);
  return [name, ...[...folders].map((folder) => `--allow-fs-read=${join(folder, '*')}`)];
}

function packagesFolder(file: string): string {
  const folder = `${sep}node_modules${sep}`;
  return file.slice(0, file.indexOf(folder) + folder.length);
}

/** pdf.js is loaded before the TypeScript loader, which would take its megabytes apart and keep them. */
function sourceLoader(): string {
  const load = (name: string) =>
    `await import(${JSON.stringify(pathToFileURL(resolve(name)).href)})`;
  const script = `
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
    ${load('pdfjs-dist/legacy/build/pdf.worker.mjs')};
    ${load('pdfjs-dist/legacy/build/pdf.mjs')};
    ${load('tsx')};`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
