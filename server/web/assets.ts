import { Router, type RequestHandler, type Response } from 'express';
import { encodedBody, readAssets, type Asset, type Assets } from './asset-files.ts';

/** The smaller first, whatever order the browser names them in. */
const encodings = ['br', 'gzip'] as const;
let kept: Assets | undefined;
let watching = false;

/** What lies in public/, under an address that changes with its content and so may be kept for ever. */
export function assetRoutes(): Router {
  current();
  const router = Router();
  router.get('/:hash/*path', async (req, res, next) => {
    const { hash, files } = current();
    const path = (req.params.path as unknown as string[]).join('/');
    const asset = files.get(path);
    if (!asset || (req.params.hash !== hash && !watching)) return next();
    const age = watching ? 'no-store' : 'public, max-age=31536000, immutable';
    res.set('X-Content-Type-Options', 'nosniff');
    await sendAsset(asset, age, res);
  });
  return router;
}

/** The address of a file of public/, for pages; throws when there is no such file. */
export function assetUrl(path: string): string {
  const { hash, files } = current();
  if (!files.has(path)) throw new Error(`There is no public/${path}`);
  return `/assets/${hash}/${path}`;
}

/** Everything that pages of the desk may ask for, and a name for this very state of it: for what must open without the server. */
export function assetsFor(wanted: (path: string) => boolean): { version: string; urls: string[] } {
  const { hash, files } = current();
  return { version: hash, urls: [...files.keys()].filter(wanted).map(assetUrl) };
}

/** While somebody works on them, files are read again for each request and kept nowhere. */
export function watchAssets(watch: boolean): void {
  watching = watch;
}

/** Serves one file at an address of its own that never changes, such as a service worker's. */
export function serveAsset(path: string): RequestHandler {
  return async (_req, res, next) => {
    const asset = current().files.get(path);
    if (!asset) return next();
    await sendAsset(asset, 'no-cache', res);
  };
}

function current(): Assets {
  if (watching || !kept) kept = readAssets({ readable: watching });
  return kept;
}

export async function sendAsset(asset: Asset, cacheControl: string, res: Response): Promise<void> {
  res.set({ 'Content-Type': asset.type, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' });
  res.set('ETag', asset.etag);
  const encoding = encodings.find((each) => asset.packs && res.req.acceptsEncodings(each));
  if (!encoding) return void res.send(asset.body);
  res.set('Content-Encoding', encoding).send(await encodedBody(asset, encoding));
}
