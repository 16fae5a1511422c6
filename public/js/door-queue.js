const MOST = 250;
const MOST_BYTES = 48_000;
const EVERY_MS = 5000;

/**
 * Scans that the server has not answered: kept on disk before anything is sent, handed in oldest first, and let go of
 * only once the server has each. One tab hands in for all of them.
 * @param {object} queue
 * @param {ReturnType<typeof import('./door-store.js').doorStore>} queue.store
 * @param {string} queue.base address of the fair's desks: what was scanned at another fair waits for its own page
 * @param {(path: string, body: object) => Promise<{ status: number, body: any }>} queue.post
 * @param {(waiting: number) => void} queue.onChange
 */
export function doorQueue({ store, base, post, onChange }) {
  /** Sent over the socket and not yet given up on. */
  const asked = new Set();
  let busy = false;
  setInterval(() => void handIn(), EVERY_MS);
  void count();

  /** @returns {Promise<any[]>} oldest first */
  async function waiting() {
    const all = await store.keptScans();
    return all
      .filter((kept) => kept.base === base && !asked.has(kept.nonce))
      .map(({ scan }) => scan)
      .sort((a, b) => a.scannedAt.localeCompare(b.scannedAt));
  }

  async function count() {
    const scans = await waiting().catch(() => []);
    onChange(scans.length);
    return scans;
  }

  async function handIn() {
    if (busy) return;
    busy = true;
    try {
      await alone(async () => {
        for (let scans = await count(); scans.length > 0; scans = await count())
          if (!(await handInSome(scans))) break;
      });
    } finally {
      busy = false;
    }
  }

  /** @param {any[]} scans */
  async function handInSome(scans) {
    const some = portionOf(scans);
    const sent = await post('/checkins/batch', { scans: some }).catch(() => null);
    const answers = sent?.body?.answers ?? [];
    let done = 0;
    for (const { nonce, outcome } of answers) {
      if (outcome === 'error') continue;
      // What cannot be dropped is handed in again, which changes nothing.
      await store.dropScan(nonce).then(
        () => (done += 1),
        () => {},
      );
    }
    return done > 0;
  }

  return {
    handIn,
    /** @param {{ nonce: string, scannedAt: string }} scan */
    async keep(scan) {
      asked.add(scan.nonce);
      await store.keepScan({ nonce: scan.nonce, base, scan });
    },
    /** @param {string} nonce the server has it */
    async settle(nonce) {
      await store.dropScan(nonce).catch(() => {});
      asked.delete(nonce);
    },
    /**
     * It was decided here; the server is told when there is a line.
     * @param {{ nonce: string, scannedAt: string, told: string }} scan
     */
    async decide(scan) {
      await store.keepScan({ nonce: scan.nonce, base, scan });
      asked.delete(scan.nonce);
      await count();
    },
  };
}

/** @param {object[]} scans */
function portionOf(scans) {
  const text = new TextEncoder();
  let bytes = 0;
  // Foreign QR codes hold any script, and a letter of theirs takes up to three bytes.
  const some = scans.slice(0, MOST).filter((scan, at) => {
    bytes += text.encode(JSON.stringify(scan)).length + 1;
    return at === 0 || bytes < MOST_BYTES;
  });
  return some;
}

/** @param {() => Promise<void>} work */
async function alone(work) {
  if (!navigator.locks) return work();
  await navigator.locks.request('door-queue', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
