import { isWelcome, verdictLines } from './door-words.js';
import { signal } from './door-signals.js';

const WELCOME_MS = 3000;
const OTHER_MS = 15_000;

/**
 * Shows each answer over the whole page and comes back to scanning by itself: soon after a welcome, later after
 * anything that somebody has to read. A touch holds it.
 * @param {HTMLElement} page
 * @param {(at: string) => string} clock
 */
export function answerPanel(page, clock) {
  const ready = find('[data-ready]');
  const answer = find('[data-answer]');
  const verdict = find('.verdict');
  const hold = /** @type {HTMLProgressElement} */ (find('[data-hold]'));
  const offers = page.querySelectorAll('[data-ask], [data-print], [data-last]');
  let frame = 0;
  let shown = '';

  find('[data-next]').addEventListener('click', backToReady);
  answer.addEventListener('pointerdown', stay);

  /** @param {import('./door-line.js').ScanResult} result */
  function show(result) {
    const { word, who, more } = verdictLines(result, clock);
    verdict.dataset.outcome = result.outcome;
    verdict.querySelector('use')?.setAttribute('href', `#verdict-${result.outcome}`);
    write('[data-verdict-word]', word);
    write('[data-verdict-who]', who);
    write('[data-verdict-more]', more);
    ready.hidden = true;
    answer.hidden = false;
    signal(result.outcome);
    cancelAnimationFrame(frame);
    if (result.outcome === 'device_revoked') return stay();
    comeBackIn(isWelcome(result.outcome) ? WELCOME_MS : OTHER_MS);
    void offer(result);
  }

  /** What may follow comes when it comes: the verdict never waits for it. @param {{ scanId?: string, name?: string }} result */
  async function offer({ scanId = '', name }) {
    shown = scanId;
    for (const link of offers) link.setAttribute('hidden', '');
    if (!scanId || offers.length === 0) return;
    try {
      const { offerNext } = await import('./door-offers.js');
      await offerNext(page, { scanId, name }, () => shown === scanId, stay);
    } catch {
      // Without a line nothing is asked; the next scan of that badge asks again.
    }
  }

  /** @param {number} ms */
  function comeBackIn(ms) {
    const began = performance.now();
    hold.hidden = false;
    hold.classList.remove('door-hold--held');
    const step = () => {
      const part = (performance.now() - began) / ms;
      hold.value = Math.min(100, part * 100);
      if (part >= 1) return backToReady();
      frame = requestAnimationFrame(step);
    };
    step();
  }

  function stay() {
    cancelAnimationFrame(frame);
    // It keeps its room: a button that moved under the finger would miss the press that holds.
    hold.classList.add('door-hold--held');
  }

  /** Of somebody who is not here any more nothing is asked. */
  function takenBack() {
    void offer({});
    backToReady();
  }

  function backToReady() {
    stay();
    answer.hidden = true;
    ready.hidden = false;
    const code = page.querySelector('#code');
    if (code instanceof HTMLInputElement) code.focus({ preventScroll: true });
  }

  /**
   * @param {string} selector
   * @param {string} text
   */
  function write(selector, text) {
    const line = find(selector);
    line.textContent = text;
    line.hidden = text === '';
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  function find(selector) {
    const found = page.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on this page`);
    return found;
  }

  return { show, takenBack };
}
