// The kiosk: waiting, checking, result, and by itself back to waiting. It keeps nothing and tells nobody else's data.
import { listenForScanner } from './door-keys.js';
import { newNonce } from './door-nonce.js';
import { whenSettled } from './door-settled.js';
import { idleTimer, postJson } from './kiosk-parts.js';

/** @typedef {{ outcome: string, word: string, who: string, more: string, print?: string }} Answer */

const RESULT_MS = 7_000;
const IDLE_MS = 20_000;
/** Long enough to read one's name before the badge comes. */
const PRINT_MS = 2_500;

const kiosk = /** @type {HTMLElement | null} */ (document.querySelector('[data-kiosk]'));
if (kiosk) run(kiosk);

/** @param {HTMLElement} kiosk */
function run(kiosk) {
  const { kiosk: base = '', query = '', notCalled = '' } = kiosk.dataset;
  const { noAnswerWord = '', noAnswer: noAnswerMore = '' } = kiosk.dataset;
  /** @type {Answer} */
  const noAnswer = { outcome: 'error', word: noAnswerWord, who: '', more: noAnswerMore };
  const post = postJson(kiosk.dataset.csrf ?? '');
  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (kiosk.querySelector(`[data-kiosk-${name}]`));
  const input = /** @type {HTMLInputElement} */ (kiosk.querySelector('#code'));
  const idle = idleTimer(waitForNext);
  let soon = 0;

  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim()) void check([input.value.trim()], 'typed');
  });
  listenForScanner((codes) => void check(codes, 'keyboard'));
  part('next').addEventListener('click', waitForNext);
  part('not-me').addEventListener('click', () => void callStaff());
  part('call').addEventListener('submit', (event) => {
    event.preventDefault();
    void callStaff();
  });
  void whenSettled(async () => {
    const { kioskCamera } = await import('./kiosk-camera.js');
    await kioskCamera(kiosk, (code) => void check([code], 'camera'));
  });
  if (query) idle.restart(IDLE_MS);
  for (const touch of ['keydown', 'pointerdown'])
    addEventListener(touch, () => idle.restart(IDLE_MS), { passive: true });

  async function callStaff() {
    clearTimeout(soon);
    const called = await post(`${base}/staff-calls${query}`, {});
    part('called').textContent = called?.text ?? notCalled;
    idle.restart(IDLE_MS);
  }

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
      answer = (await ask(scan)) ?? (await ask(scan));
      if (answer?.outcome !== 'unknown') break;
    }
    showAnswer(answer ?? noAnswer);
  }

  /** @param {object} scan */
  const ask = (scan) => post(`${base}/checkins${query}`, scan);

  /** @param {Answer} answer */
  function showAnswer({ outcome, word, who, more, print = '' }) {
    const verdict = /** @type {HTMLElement} */ (kiosk.querySelector('.verdict'));
    verdict.dataset.outcome = outcome;
    verdict.querySelector('use')?.setAttribute('href', `#verdict-${outcome}`);
    for (const [place, text] of Object.entries({ word, who, more })) {
      const line = verdict.querySelector(`[data-verdict-${place}]`);
      if (line) line.textContent = text;
    }
    part('not-me').hidden = who === '';
    const printing = /** @type {HTMLFormElement} */ (part('print'));
    printing.hidden = print === '';
    /** @type {HTMLInputElement} */ (printing.elements.namedItem('scan')).value = print;
    clearTimeout(soon);
    if (print) soon = window.setTimeout(() => printing.requestSubmit(), PRINT_MS);
    show('result');
    part('result').focus();
    idle.restart(outcome === 'ok' || outcome === 'already' ? RESULT_MS : IDLE_MS);
  }

  function waitForNext() {
    if (kiosk.dataset.state === 'checking') return;
    clearTimeout(soon);
    input.value = '';
    part('called').textContent = '';
    show('waiting');
    input.focus();
    if (query) void backToEnglish();
  }

  /** Only where the server is there: an error of the browser would be the end of the kiosk. */
  async function backToEnglish() {
    const there = await fetch(base, { cache: 'no-store' }).catch(() => null);
    if (there?.ok && kiosk.dataset.state === 'waiting') location.replace(base);
  }

  /** @param {'waiting' | 'checking' | 'result'} state */
  function show(state) {
    kiosk.dataset.state = state;
    part('waiting').hidden = state !== 'waiting';
    part('checking').hidden = state !== 'checking';
    part('result').hidden = state !== 'result';
  }
}
