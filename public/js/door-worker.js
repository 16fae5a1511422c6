// The service worker of the desk's pages: what a page is made of comes from here, and the page itself when the server
// does not answer. It keeps no page with a person on it.
const desk = /** @type {any} */ (self);
const PAGES = 'door-pages';
const FILES = 'door-files-';
const WAIT_MS = 2000;
/** What a proxy answers for a server that it cannot reach. */
const noServer = new Set([502, 503, 504]);
/** The page of the desk itself and that of practice, which name nobody. Search, walk-ins and the like are never kept. */
const doorPage = /^\/desk\/[^/.]+(?:\/practice)?\/?$/;

desk.addEventListener('install', (/** @type {any} */ event) => {
  // A file's address changes with its content, so that a newer worker serves older pages just as well.
  event.waitUntil(Promise.all([keepFiles(), desk.skipWaiting()]));
});
desk.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(Promise.all([dropOldFiles(), desk.clients.claim()]));
});
desk.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'forget') event.waitUntil(caches.delete(PAGES));
  else if (event.data?.keep) event.waitUntil(fetchAndKeep(event.data.keep));
});
desk.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (isFile(url.pathname)) event.respondWith(fileOf(request));
  else if (request.mode === 'navigate' && url.pathname.startsWith('/desk/'))
    event.respondWith(pageOf(request, url.pathname));
});

const files = ['/assets/', '/desk/decoder.js', '/desk/zxing/', '/socket.io/socket.io.esm.min.js'];
/** @param {string} path */
const isFile = (path) => files.some((each) => path.startsWith(each));

async function keepFiles() {
  const answer = await fetch('/desk/shell.json', { cache: 'no-store' });
  const { version, files } = await answer.json();
  const cache = await caches.open(FILES + version);
  await cache.addAll(files);
}

/** The last two: a page that was kept may be one version older than the newest files. */
async function dropOldFiles() {
  const names = (await caches.keys()).filter((name) => name.startsWith(FILES));
  await Promise.all(names.slice(0, -2).map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function fileOf(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/**
 * The server first; what was kept when it is silent for two seconds or broken. Pages with people on them are waited for
 * as ever: when they cannot be had, a page says so.
 * @param {Request} request
 * @param {string} path
 */
async function pageOf(request, path) {
  const isOwn = doorPage.test(path);
  const kept = isOwn ? await keptPage(path) : null;
  const wait = kept ? { signal: AbortSignal.timeout(WAIT_MS) } : {};
  const answer = await fetch(request, wait).catch(() => null);
  if (answer && !noServer.has(answer.status) && (answer.status < 500 || !kept)) {
    if (answer.ok && isOwn) await keepPage(path, answer.clone());
    return answer;
  }
  return kept ?? needsNetwork(path);
}

/** @param {string} path of a page that cannot be had */
async function needsNetwork(path) {
  const page = await caches.match('/desk/needs-network.html');
  if (!page || !(await keptPage(doorOf(path)))) return Response.error();
  const text = (await page.text()).replaceAll('/desk/this.fair', doorOf(path));
  const headers = ['Content-Type', 'Content-Security-Policy'].map(
    (name) => /** @type {[string, string]} */ ([name, page.headers.get(name) ?? '']),
  );
  return new Response(text, { status: 503, headers });
}

/**
 * @param {string} path
 * @param {Response} answer
 */
async function keepPage(path, answer) {
  const cache = await caches.open(PAGES);
  await cache.put(keyOf(path), answer);
}

/** @param {string} path of a page that was opened before this worker could see it */
async function fetchAndKeep(path) {
  if (!doorPage.test(path) || (await keptPage(path))) return;
  const answer = await fetch(path).catch(() => null);
  if (answer?.ok) await keepPage(path, answer);
}

/** @param {string} path */
async function keptPage(path) {
  const cache = await caches.open(PAGES);
  return cache.match(keyOf(path));
}

/**
 * What is kept under: its own address, or the desk's, which stands in for all others.
 * @param {string} path
 */
const keyOf = (path) => (doorPage.test(path) ? path.replace(/\/$/, '') : doorOf(path));

/** @param {string} path below /desk/ */
const doorOf = (path) => `/desk/${path.split('/')[2]}`;
