// The kiosk: waiting, checking, result, and by itself back to waiting. It keeps nothing and tells nobody else's data.
import { listenForScanner } from './door-keys.js';
import { newNonce } from './door-nonce.js';
import { idleTimer, postJson } from './kiosk-parts.js';

/** @typedef {{ outcome: string, word: string, who: string, more: string }} Answer */

const RESULT_MS = 7_000;
const IDLE_MS = 20_000;
/** @type {Answer} */
const noAnswer = {
  outcome: 'error',
  word: 'Please see our staff',
  who: '',
  more: 'This kiosk cannot check you in at the moment.',
};

const kiosk = /** @type {HTMLElement | null} */ (document.querySelector('[data-kiosk]'));
if (kiosk) run(kiosk);

/** @param {HTMLElement} kiosk */
function run(kiosk) {
  const base = kiosk.dataset.kiosk ?? '';
  const post = postJson(kiosk.dataset.csrf ?? '');
  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (kiosk.querySelector(`[data-kiosk-${name}]`));
  const input = /** @type {HTMLInputElement} */ (kiosk.querySelector('#code'));
  const idle = idleTimer(waitForNext);

  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim()) void check([input.value.trim()], 'typed');
  });
  listenForScanner((codes) => void check(codes, 'keyboard'));
  part('next').addEventListener('click', waitForNext);
  part('call').addEventListener('submit', async (event) => {
    event.preventDefault();
    const called = await post(`${base}/staff-calls`, {});
    part('called').textContent =
      called?.text ?? 'Nobody can be called from here. Please go to a desk.';
    idle.restart(IDLE_MS);
  });
  for (const touch of ['keydown', 'pointerdown'])
    addEventListener(touch, () => idle.restart(IDLE_MS), { passive: true });

  /** A scanner with another keyboard layout may spell a code in two ways. @param {string[]} codes @param {string} mode */
  async function check(codes, mode) {
    if (kiosk.dataset.state === 'checking') return;
    input.value = '';
    show('checking');
    /** @type {Answer | null} */
    let answer = null;
    for (const code of codes) {
      const scan = { code, nonce: newNonce(), mode };
      // The same nonce: what was stored before the line broke is not stored again.
      answer = (await post(`${base}/checkins`, scan)) ?? (await post(`${base}/checkins`, scan));
      if (answer?.outcome !== 'unknown') break;
    }
    showAnswer(answer ?? noAnswer);
  }

  /** @param {Answer} answer */
  function showAnswer({ outcome, word, who, more }) {
    const verdict = /** @type {HTMLElement} */ (kiosk.querySelector('.verdict'));
    verdict.dataset.outcome = outcome;
    verdict.querySelector('use')?.setAttribute('href', `#verdict-${outcome}`);
    for (const [place, text] of Object.entries({ word, who, more })) {
      const line = verdict.querySelector(`[data-verdict-${place}]`);
      if (line) line.textContent = text;
    }
    show('result');
    part('result').focus();
    idle.restart(outcome === 'ok' || outcome === 'already' ? RESULT_MS : IDLE_MS);
  }

  function waitForNext() {
    if (kiosk.dataset.state === 'checking') return;
    input.value = '';
    part('called').textContent = '';
    show('waiting');
    input.focus();
  }

  /** @param {'waiting' | 'checking' | 'result'} state */
  function show(state) {
    kiosk.dataset.state = state;
    part('form').hidden = state !== 'waiting';
    part('checking').hidden = state !== 'checking';
    part('result').hidden = state !== 'result';
  }
}
