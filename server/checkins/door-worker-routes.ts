import { Router, type RequestHandler } from 'express';
import { anyone } from '../access/guards.ts';
import { assetsFor, sendAsset, serveAsset } from '../web/assets.ts';
import { decoderAddresses, decoderFile } from './decoder-files.ts';

/** What stands in for a page that cannot be had. No fair's name has a dot. */
const NEEDS_NETWORK = '/desk/needs-network.html';
const SOCKET_CLIENT = '/socket.io/socket.io.esm.min.js';
const isWanted = (path: string) =>
  path.startsWith('js/') || path === 'css/app.css' || path === 'img/bridge.svg';

/** This one script may compile WebAssembly, and can do nothing else that pages can. */
const mayCompile: RequestHandler = (_req, res, next) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  res.set('Content-Security-Policy', policy);
  next();
};

/** Mounted at /desk: the service worker with the list of what it keeps, and the reader of codes. Neither says anything of anybody. */
export function doorWorkerRoutes(): Router {
  const router = Router();

  router.get('/worker.js', anyone, serveAsset('js/door-worker.js'));
  router.get('/decoder.js', anyone, mayCompile, serveAsset('js/door-decoder.js'));

  router.get('/zxing/:version/*path', anyone, async (req, res, next) => {
    const path = (req.params.path as unknown as string[]).join('/');
    const asset = decoderFile({ version: String(req.params.version), path });
    if (!asset) return next();
    await sendAsset(asset, 'public, max-age=31536000, immutable', res);
  });

  router.get('/needs-network.html', anyone, (_req, res) => {
    res.render('checkins/needs-network', { layout: 'door', title: 'Needs the network' });
  });

  router.get('/shell.json', anyone, (_req, res) => {
    const { version, urls } = assetsFor(isWanted);
    const files = [...urls, ...decoderAddresses(), SOCKET_CLIENT, NEEDS_NETWORK];
    res.set('Cache-Control', 'no-store').json({ version, files });
  });

  return router;
}
