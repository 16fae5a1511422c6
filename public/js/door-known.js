import { doorBook } from './door-book.js';
import { doorVault, isOver } from './door-vault.js';

const REFRESH_MS = 10_000;
const KEEP_AT_LEAST_MS = 60_000;
/** Thousands of people over a thin line. */
const ANSWER_MS = 60_000;

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
  const opened = openKept().catch(() => {});
  void opened.then(refresh);

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
    const heard = await ask(`${base}/snapshot.json?since=${since}`).catch(() => null);
    if (!heard || ended) return;
    book.lay(heard);
    onReady();
    await keep(heard);
  }

  /**
   * @param {string} address
   * @returns {Promise<import('./door-list.js').Snapshot | null>}
   */
  async function ask(address) {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return answer.ok ? answer.json() : null;
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
    /** What this device kept has been opened, if there was anything. */
    opened,
    refresh,
    async end() {
      ended = true;
      clearInterval(refreshing);
      await forget();
    },
  };
}
