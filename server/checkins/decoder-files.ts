import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toAsset, type Asset } from '../web/asset-files.ts';
import { assetsFor } from '../web/assets.ts';
import { projectRoot } from '../web/project-root.ts';

const library = path.join(projectRoot, 'node_modules/zxing-wasm');
/** Addresses below the library's own, so that its modules find each other, and where each file lies. */
const files: Record<string, string> = {
  'reader/index.js': 'dist/es/reader/index.js',
  'share.js': 'dist/es/share.js',
  'reader/zxing_reader.wasm': 'dist/reader/zxing_reader.wasm',
};
const kept = new Map<string, Asset>();

const { version } = JSON.parse(readFileSync(path.join(library, 'package.json'), 'utf8')) as {
  version: string;
};
const base = `/desk/zxing/${version}/`;

/** A file of the library that reads QR codes in browsers without a reader of their own. */
export function decoderFile(wanted: { version: string; path: string }): Asset | null {
  const file = files[wanted.path];
  if (!file || wanted.version !== version) return null;
  let asset = kept.get(file);
  if (!asset) kept.set(file, (asset = toAsset(file, readFileSync(path.join(library, file)))));
  return asset;
}

/** The worker's script; it changes its address with our files and with the library. */
export const decoderAddress = (): string =>
  `/desk/decoder.js?zxing=${version}&v=${assetsFor(() => false).version}`;

/** Everything that must be there to read codes without the server. */
export const decoderAddresses = (): string[] => [
  decoderAddress(),
  ...Object.keys(files).map((file) => base + file),
];
