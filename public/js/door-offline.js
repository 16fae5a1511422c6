import { knownBadges } from './door-known.js';
import { keepPages } from './door-pages.js';
import { doorHeartbeat } from './door-heartbeat.js';
import { doorQueue } from './door-queue.js';
import { doorStore } from './door-store.js';
import { isPracticeCode, practiceBadge } from './practice-code.js';
import { isWelcome } from './door-words.js';
import { within } from './within.js';

/** A browser that cannot write goes by the line alone. */
const KEEP_MS = 2000;

/**
 * Scanning that does not stop with the line: each scan is kept first, then asked; when no answer comes within two
 * seconds, the device decides by its own list and hands the scan in later. Null where the browser cannot keep anything
 * safely, as on a page without HTTPS.
 * @param {object} door
 * @param {string} door.base
 * @param {string} door.deviceId
 * @param {ReturnType<typeof import('./door-line.js').doorLine>} door.line
 * @param {ReturnType<typeof import('./door-clock.js').fairClock>} door.clock
 * @param {ReturnType<typeof import('./door-chip.js').doorChip>} door.chip
 */
export function offlineDoor({ base, deviceId, line, clock, chip }) {
  if (!isSecureContext || !globalThis.indexedDB || !crypto.subtle) return null;
  const store = doorStore();
  const heart = doorHeartbeat(line, clock);
  const queue = doorQueue({ store, base, post: line.post, onChange: showWaiting });
  const known = knownBadges({ base, deviceId, store, clock, onReady: chip.setReady });
  const { book } = known;
  line.socket.on('connect', () => {
    void queue.handIn();
    void known.refresh();
  });
  keepPages();

  /** @param {number} scans */
  function showWaiting(scans) {
    chip.setWaiting(scans);
    heart.setWaiting(scans);
  }

  /** @param {import('./door-line.js').ScanMessage & { code: string }} message */
  async function decide(message) {
    const at = new Date(message.scannedAt);
    await known.opened;
    const decided = await book.decide(message.code, at);
    if (!decided) return null;
    const { holder, ...told } = decided;
    if (holder && isWelcome(told.outcome)) book.admit(holder, at);
    await queue.decide({ ...message, told: told.outcome });
    void queue.handIn();
    return told;
  }

  /**
   * The server has it; nobody waits at the door for that to be noted.
   * @param {import('./door-line.js').ScanMessage} message
   * @param {Promise<boolean>} keeping
   */
  const settle = ({ nonce }, keeping) =>
    keeping.then(
      () => queue.settle(nonce),
      () => {},
    );

  return {
    /**
     * @param {import('./door-line.js').ScanMessage & { code: string }} message
     * @returns {Promise<import('./door-line.js').ScanResult>}
     */
    async submit(message) {
      if (isPracticeCode(message.code)) return practiceBadge;
      const keeping = queue.keep(message).then(() => true);
      const kept = await within(KEEP_MS, keeping);
      const answer = kept && (await line.ask('checkin:submit', message));
      if (answer && answer.outcome !== 'error') {
        void settle(message, keeping);
        if (isWelcome(answer.outcome)) void book.admitCode(message.code, clock.now());
        return answer;
      }
      const told = kept && (await decide(message).catch(() => null));
      if (told) return told;
      const result = await line.submit(message);
      if (result.outcome !== 'error') void settle(message, keeping);
      return result;
    },
    /** Access is over: the list goes, the scans stay until the server has them. */
    async end() {
      await known.end();
      navigator.serviceWorker?.controller?.postMessage('forget');
      await queue.handIn();
    },
  };
}
