import { Router } from 'express';
import { anyone } from '../access/guards.ts';
import { assetsFor, serveAsset } from '../web/assets.ts';

const SOCKET_CLIENT = '/socket.io/socket.io.esm.min.js';
const isWanted = (path: string) =>
  path.startsWith('js/') || path === 'css/app.css' || path === 'img/bridge.svg';

/** Mounted at /desk: the service worker, and the list of what it keeps. Neither says anything of anybody. */
export function doorWorkerRoutes(): Router {
  const router = Router();

  router.get('/worker.js', anyone, serveAsset('js/door-worker.js'));

  router.get('/shell.json', anyone, (_req, res) => {
    const { version, urls } = assetsFor(isWanted);
    res.set('Cache-Control', 'no-store').json({ version, files: [...urls, SOCKET_CLIENT] });
  });

  return router;
}
