// A device that comes back after its access has ended: the list of badges goes at once, its scans stay until handed in.
import { doorQueue } from './door-queue.js';
import { doorStore } from './door-store.js';
import { sendJson } from './send-json.js';

const page = document.querySelector('[data-ended]');
if (page instanceof HTMLElement && isSecureContext && globalThis.indexedDB) void end(page);

/** @param {HTMLElement} page */
async function end(page) {
  const { ended: base = '', csrf = '' } = page.dataset;
  const store = doorStore();
  await Promise.all([dropList(store), caches.delete('door-pages')]);
  /** @param {string} path @param {object} body */
  const post = (path, body) => sendJson(base + path, body, { csrf, withinMs: 6000 });
  const queue = doorQueue({ store, base, post, onChange: (waiting) => say(page, waiting) });
  await queue.handIn();
  const pending = (await store.keptScans()).filter((kept) => kept.base === base).length;
  await post('/heartbeat', { pending }).catch(() => {});
}

/** @param {ReturnType<typeof doorStore>} store */
async function dropList(store) {
  for (const key of await store.keys()) await store.drop(String(key));
}

/** @param {HTMLElement} page @param {number} waiting */
function say(page, waiting) {
  page.textContent =
    waiting === 0
      ? 'Everything that it scanned is handed in.'
      : `Scans that are still to be handed in: ${waiting}. Keep this page open.`;
}
