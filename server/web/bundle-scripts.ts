import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

/** What pages and workers name, of public/js; everything else there comes with one of them. */
export const pageScripts = [
  'control-room',
  'copy-text',
  'door-decoder',
  'door-ended',
  'door-scan',
  'door-search',
  'door-worker',
  'floor-map',
  'kiosk',
  'kiosk-print',
  'page',
  'practice',
  'preflight',
  'team-desk',
  'visit-autosave',
  'visit-scanner',
  'walk-in',
];

/** What several scripts share stands in parts of its own; these, opened on the worst line, are each in one piece. */
const alone = ['door-scan', 'practice'];
const others = pageScripts.filter((name) => !alone.includes(name));

/**
 * The scripts of a folder as browsers get them: small, each of those above with what it imports. What is loaded later
 * stands in a part of its own; addresses of the server stay as they are.
 * @returns the text of each file by its name below the folder
 * @throws when a script does not parse, or imports what is not there
 */
export function bundleScripts(folder: string, readable: boolean): Map<string, Buffer> {
  const files = [...alone.map((name) => [name]), others].flatMap((names) =>
    bundle(path.join(folder, 'js'), names, readable),
  );
  return new Map(files);
}

function bundle(scripts: string, names: string[], readable: boolean): [string, Buffer][] {
  const entryPoints = names
    .map((name) => path.join(scripts, `${name}.js`))
    .filter((file) => existsSync(file));
  const { outputFiles } = buildSync({
    entryPoints,
    outdir: scripts,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    chunkNames: 'part-[hash]',
    external: ['/socket.io/*'],
    minify: !readable,
    sourcemap: readable && 'inline',
    logLevel: 'silent',
  });
  return outputFiles.map(({ path: file, contents }) => [
    `js/${path.basename(file)}`,
    Buffer.from(contents),
  ]);
}
