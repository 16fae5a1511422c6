import { newNonce } from './door-nonce.js';
import { clock as clockWords } from './door-time.js';
import { answerPanel } from './door-answer.js';
import { cameraPanel } from './door-camera-panel.js';
import { fairClock } from './door-clock.js';
import { plausibleCode, repeatGuard } from './door-code.js';
import { doorChip } from './door-chip.js';
import { followDoor } from './door-counters.js';
import { listenForScanner } from './door-keys.js';
import { doorLine } from './door-line.js';
import { whenSettled } from './door-settled.js';
import { wakeSound } from './door-signals.js';
import { undoBar } from './door-undo.js';
import { isWelcome } from './door-words.js';

const page = document.querySelector('[data-door]');
if (page instanceof HTMLElement) open(page);

/** @param {HTMLElement} page */
function open(page) {
  const { door, fairId = '', deviceId = '', csrf = '', zone = 'UTC', role } = page.dataset;
  const base = `/desk/${door}`;
  const clock = fairClock({ now: page.dataset.now ?? '', speed: Number(page.dataset.speed) });
  const line = doorLine({ base, csrf });
  const chip = doorChip(page);
  /** @type {ReturnType<typeof import('./door-offline.js').offlineDoor>} */
  let offline = null;
  void whenSettled(async () => {
    const { offlineDoor } = await import('./door-offline.js');
    offline = ended ? null : offlineDoor({ base, deviceId, line, clock, chip });
  });
  const guard = repeatGuard();
  const panel = answerPanel(page, (at) => clockWords(Date.parse(at), { timeZone: zone }));
  const undo = undoBar(page, line.undo, () => panel.backToReady());
  let busy = false;
  let ended = false;
  /** @type {{ code: string, mode: string, enrollmentId?: string }} */
  let last = { code: '', mode: 'typed' };

  followDoor({ page, base, fairId, line, clock, chip, onEnd: end });
  listenForScanner((codes) => void scan(codes, 'keyboard'));
  wakeSound();
  void cameraPanel(page, (code) => void scan([code], 'camera'));
  listen('[data-scan-form]', 'submit', sendTyped);
  listen('[data-team-arrived]', 'click', markTeam);
  listen('[data-admit]', 'click', () => void submit(last.code, last.mode, true));

  /**
   * @param {string[]} codes readings of one badge, best first
   * @param {string} mode
   */
  async function scan(codes, mode) {
    // Who types a code twice means it; a reader or a camera only has not looked away yet.
    if (busy || ended || (mode !== 'typed' && guard.isRepeat(codes[0], mode))) return;
    busy = true;
    try {
      let result = await submit(codes[0], mode);
      for (const other of codes.slice(1))
        if (result.outcome === 'unknown') result = await submit(other, mode);
    } finally {
      busy = false;
    }
  }

  /**
   * @param {string} code
   * @param {string} mode
   * @param {boolean} [confirmed]
   */
  async function submit(code, mode, confirmed = false) {
    const scan = { code, mode, nonce: newNonce(), scannedAt: clock.now().toISOString() };
    const result = await (offline ?? line).submit(confirmed ? { ...scan, confirmed } : scan);
    last = { code, mode, enrollmentId: result.enrollmentId };
    // What was not saved may be scanned again at once.
    if (result.outcome === 'error') guard.forget();
    toggle('[data-team-arrived]', result.outcome === 'employer_code' && !result.employerArrived);
    toggle('[data-admit]', result.outcome === 'possible_duplicate' && role === 'supervisor');
    panel.show(result);
    if (isWelcome(result.outcome)) undo.offer(result);
    return result;
  }

  /** @param {Event} event */
  function sendTyped(event) {
    event.preventDefault();
    const field = page.querySelector('#code');
    if (!(field instanceof HTMLInputElement) || busy || field.value.trim() === '') return;
    const typed = field.value;
    field.value = '';
    void scan([plausibleCode(typed) ?? typed], 'typed');
  }

  async function markTeam() {
    const sent = await line
      .post('/employer-arrivals', { enrollmentId: last.enrollmentId })
      .catch(() => null);
    if (!sent?.body.ok) return panel.show({ outcome: 'error', text: sent?.body.error });
    toggle('[data-team-arrived]', false);
    panel.show({ outcome: 'employer_code', employerArrived: true, text: sent.body.text });
  }

  function end() {
    if (ended) return;
    ended = true;
    void offline?.end();
    panel.show({ outcome: 'device_revoked', text: 'This device no longer has access.' });
    toggle('[data-next]', false);
  }

  /** @param {string} selector @param {boolean} shown */
  function toggle(selector, shown) {
    const part = page.querySelector(selector);
    if (part instanceof HTMLElement) part.hidden = !shown;
  }

  /** @param {string} selector @param {string} event @param {(event: Event) => void} listener */
  function listen(selector, event, listener) {
    page.querySelector(selector)?.addEventListener(event, listener);
  }
}
