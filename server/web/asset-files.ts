import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { bundleScripts } from './bundle-scripts.ts';
import { projectRoot } from './project-root.ts';

export interface Asset {
  body: Buffer;
  type: string;
  etag: string;
  /** Whether compressing it saves anything. */
  packs: boolean;
  packed: Map<'br' | 'gzip', Promise<Buffer>>;
}

export interface Assets {
  /** One hash over everything, so that modules find each other by relative addresses. */
  hash: string;
  files: ReadonlyMap<string, Asset>;
}

/** In this order they make css/app.css; the cascade layers are declared in the first. */
export const styleSheets = [
  'tokens',
  'base',
  'layout',
  'cards',
  'buttons',
  'header',
  'forms',
  'tables',
  'chips',
  'figures',
  'notices',
  'badge',
  'door',
  'search',
  'kiosk',
  'walk-in',
  'practice',
  'map',
  'chart',
  'reader',
  'checks',
  'hero',
  'utilities',
  'print',
];

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};
const alreadyPacked = new Set(['.ico', '.png', '.woff2']);

const publicFolder = path.join(projectRoot, 'public');

/** Reads a folder of files for browsers; what has no known type stays unserved. Readable scripts are for who works on them. */
export function readAssets({ folder = publicFolder, readable = false } = {}): Assets {
  const files = new Map<string, Asset>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const name = file.split(path.sep).join('/');
    const isServed = path.extname(name) in types && name !== 'tsconfig.json';
    if (isServed && !isScript(name) && statSync(path.join(folder, file)).isFile())
      files.set(name, toAsset(name, readFileSync(path.join(folder, file))));
  }
  for (const [name, body] of bundleScripts(folder, readable)) files.set(name, toAsset(name, body));
  const sheets = styleSheets.flatMap((name) => files.get(`css/${name}.css`)?.body ?? []);
  files.set('css/app.css', toAsset('css/app.css', Buffer.concat(sheets)));
  const hash = createHash('sha256');
  for (const [name, { etag }] of files) hash.update(`${name}\n${etag}\n`);
  return { hash: hash.digest('base64url').slice(0, 16), files };
}

const isScript = (name: string): boolean => name.startsWith('js/');

export function toAsset(name: string, body: Buffer): Asset {
  const ending = path.extname(name);
  return {
    body,
    type: types[ending]!,
    // Weak: the packed and the plain body are one thing to us.
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    packs: !alreadyPacked.has(ending) && body.length > 200,
    packed: new Map(),
  };
}

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) };
// The best packing of a megabyte of WebAssembly takes seconds; one step less is a few percent larger.
const qualityFor = (size: number) => (size > 300_000 ? 9 : 11);

/** Packs a file once, when a browser first asks; the result is kept for all later ones. */
export function encodedBody(asset: Asset, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const kept = asset.packed.get(encoding);
  if (kept) return kept;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: qualityFor(asset.body.length),
    [constants.BROTLI_PARAM_SIZE_HINT]: asset.body.length,
  };
  const made =
    encoding === 'br' ? pack.br(asset.body, { params }) : pack.gzip(asset.body, { level: 9 });
  asset.packed.set(encoding, made);
  return made;
}
