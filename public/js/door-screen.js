import { newNonce } from './door-nonce.js';
import { clock as clockWords } from './door-time.js';
import { answerPanel } from './door-answer.js';
import { cameraPanel } from './door-camera-panel.js';
import { plausibleCode, repeatGuard } from './door-code.js';
import { listenForScanner } from './door-keys.js';
import { wakeSound } from './door-signals.js';
import { oneByOne } from './door-turns.js';
import { undoBar } from './door-undo.js';
import { isWelcome } from './door-words.js';

/**
 * @typedef {import('./door-line.js').ScanMessage & { code: string }} Message
 * @typedef {import('./door-line.js').ScanResult} Result
 */

/**
 * The screen of a desk: takes codes from camera, scanner and hand, shows what each comes to, and is ready again. Who
 * answers is not its business.
 * @param {HTMLElement} page
 * @param {object} door
 * @param {(message: Message) => Promise<Result>} door.submit
 * @param {(scanId: string) => Promise<{ ok: boolean, text?: string }>} door.undo
 * @param {(enrollmentId: string) => Promise<Result>} door.markTeam
 * @param {() => Date} door.now by the fair's clock
 */
export function doorScreen(page, door) {
  const { zone = 'UTC', role } = page.dataset;
  const guard = repeatGuard();
  const panel = answerPanel(page, (at) => clockWords(Date.parse(at), { timeZone: zone }));
  const undo = undoBar(page, door.undo, panel.takenBack);
  const turns = oneByOne();
  let ended = false;
  /** @type {{ code: string, mode: string, enrollmentId?: string }} */
  let last = { code: '', mode: 'typed' };

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
    const meant = mode === 'typed' || mode === 'form';
    // A camera sees a badge again; what a scanner or a hand has entered waits its turn.
    if (ended || (turns.isBusy() && mode === 'camera')) return;
    if (!meant && guard.isRepeat(codes[0], mode)) return;
    await turns.take(async () => {
      if (ended) return;
      let result = await submit(codes[0], mode);
      for (const other of codes.slice(1))
        if (result.outcome === 'unknown') result = await submit(other, mode);
    });
  }

  /**
   * @param {string} code
   * @param {string} mode
   * @param {boolean} [confirmed]
   */
  async function submit(code, mode, confirmed = false) {
    const message = { code, mode, nonce: newNonce(), scannedAt: door.now().toISOString() };
    const result = await door.submit(confirmed ? { ...message, confirmed } : message);
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
    if (!(field instanceof HTMLInputElement) || field.value.trim() === '') return;
    const typed = field.value;
    field.value = '';
    void scan([plausibleCode(typed) ?? typed], 'typed');
  }

  async function markTeam() {
    const result = await door.markTeam(last.enrollmentId ?? '');
    if (result.outcome === 'employer_code') toggle('[data-team-arrived]', false);
    panel.show(result);
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

  return {
    scan,
    /** Access is over: no further badge is taken. */
    end() {
      ended = true;
      panel.show({ outcome: 'device_revoked', text: 'This device no longer has access.' });
      toggle('[data-next]', false);
    },
  };
}
