import { doorBook } from './door-book.js';
import { doorVault, isOver } from './door-vault.js';

const REFRESH_MS = 10_000;
const KEEP_AT_LEAST_MS = 60_000;

/**
 * The list that this device decides by: opened from its vault, kept up to date from the server, and gone when access is
 * over or twelve hours have passed without a word.
 * @param {object} known
 * @param {string} known.base
 * @param {string} known.deviceId
 * @param {ReturnType<typeof import('./door-store.js').doorStore>} known.store
 * @param {ReturnType<typeof import('./door-clock.js').fairClock>} known.clock
 * @param {() => void} known.onReady
 */
export function knownBadges({ base, deviceId, store, clock, onReady }) {
  const vault = doorVault(store, deviceId);
  const book = doorBook();
  let ended = false;
  let keptAt = 0;
  /** @type {{ endsAt: string, heardAt: number } | null} */
  let contact = null;
  const refreshing = setInterval(() => void refresh(), REFRESH_MS);
  const ready = openKept()
    .catch(() => {})
    .then(refresh);

  async function openKept() {
    const kept = await vault.open();
    if (!kept) return;
    book.lay(kept.snapshot);
    contact = kept;
    onReady();
    clock.recall(kept);
  }

  async function refresh() {
    if (ended) return;
    if (contact && isOver(contact)) await forget();
    const since = encodeURIComponent(book.version());
    const answer = await fetch(`${base}/snapshot.json?since=${since}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
    }).catch(() => null);
    if (!answer?.ok || ended) return;
    const heard = await answer.json();
    book.lay(heard);
    onReady();
    await keep(heard);
  }

  /** @param {import('./door-list.js').Snapshot} heard */
  async function keep(heard) {
    const isNew = heard.badges.length + heard.arrivals.length + heard.gone.length > 0;
    contact = { endsAt: heard.endsAt, heardAt: Date.now() };
    // Thousands of people are not written anew every ten seconds to say that nothing has changed.
    if (!isNew && contact.heardAt - keptAt < KEEP_AT_LEAST_MS) return;
    keptAt = contact.heardAt;
    await vault.keep(/** @type {object} */ (book.copy()), heard).catch(() => {});
  }

  async function forget() {
    book.empty();
    contact = null;
    await vault.wipe().catch(() => {});
  }

  return {
    book,
    ready,
    refresh,
    async end() {
      ended = true;
      clearInterval(refreshing);
      await forget();
    },
  };
}
