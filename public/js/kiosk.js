// The kiosk: waiting, checking, confirming, result, and by itself back to waiting. It keeps nothing and tells nobody else's data.
import './forget-desk.js';
import { listenForScanner } from './door-keys.js';
import { newNonce } from './door-nonce.js';
import { whenSettled } from './door-settled.js';
import { kioskPanels } from './kiosk-panels.js';
import { idleTimer, isThere, onTouch, postJson, postTwice } from './kiosk-parts.js';

/** @typedef {import('./kiosk-panels.js').Answer} Answer */
/** @typedef {{ code: string, nonce: string, mode: string }} Scan */

const RESULT_MS = 7_000;
const IDLE_MS = 20_000;
/** Long enough to read one's name before the badge comes. */
const PRINT_MS = 2_500;

const kiosk = /** @type {HTMLElement | null} */ (document.querySelector('[data-kiosk]'));
if (kiosk) run(kiosk);

/** @param {HTMLElement} kiosk */
function run(kiosk) {
  const { kiosk: base = '', query = '', notCalled = '' } = kiosk.dataset;
  const { seeStaff: word = '', noAnswer = '', help = '' } = kiosk.dataset;
  const post = postJson(kiosk.dataset.csrf ?? '');
  const send = (/** @type {string} */ path, /** @type {Scan} */ scan) =>
    postTwice(post, base + path + query, scan);
  const panels = kioskPanels(kiosk);
  const { part } = panels;
  const input = /** @type {HTMLInputElement} */ (kiosk.querySelector('#code'));
  const idle = idleTimer(waitForNext);
  let soon = 0;
  /** @type {Scan | null} whose holder is asked whether it is them */
  let asked = null;

  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim()) void read([input.value.trim()], 'typed');
  });
  listenForScanner((codes) => void read(codes, 'keyboard'));
  part('next').addEventListener('click', waitForNext);
  part('yes').addEventListener('click', () => void checkIn());
  for (const name of ['not-me', 'deny'])
    part(name).addEventListener('click', () => {
      showAnswer({ outcome: 'pending', word, who: '', more: help });
      void callStaff('not-me');
    });
  part('call').addEventListener('submit', (event) => {
    event.preventDefault();
    void callStaff('help');
  });
  void whenSettled(async () => {
    const { kioskCamera } = await import('./kiosk-camera.js');
    await kioskCamera(kiosk, (code) => void read([code], 'camera'));
  });
  if (query) idle.restart(IDLE_MS);
  onTouch(() => idle.restart(IDLE_MS));
  // Who goes back must not find the last person in the browser's memory.
  addEventListener('pagehide', startAgain);

  /** @param {string} why */
  async function callStaff(why) {
    clearTimeout(soon);
    const called = await post(`${base}/staff-calls${query}`, { why });
    part('called').textContent = called?.text ?? notCalled;
    idle.restart(IDLE_MS);
  }

  /** A scanner with another keyboard layout may spell a code in two ways. @param {string[]} codes @param {string} mode */
  async function read(codes, mode) {
    if (kiosk.dataset.state === 'checking' || (asked && codes.includes(asked.code))) return;
    startAgain();
    panels.show('checking');
    let answer = null;
    for (const code of codes) {
      asked = { code, nonce: newNonce(), mode };
      answer = await send('/readings', asked);
      if (answer?.outcome !== 'unknown') break;
    }
    if (answer?.outcome !== 'confirm') return showAnswer(answer);
    panels.showDetails(answer);
    idle.restart(IDLE_MS);
  }

  async function checkIn() {
    const scan = asked;
    if (!scan) return;
    panels.show('checking');
    showAnswer(await send('/checkins', scan));
  }

  /** @param {Answer | null} answer */
  function showAnswer(answer) {
    startAgain();
    if (answer?.outcome === 'out') return location.replace(base + query);
    panels.showAnswer(answer ?? { outcome: 'error', word, who: '', more: noAnswer });
    if (answer?.print) soon = window.setTimeout(() => panels.printing.requestSubmit(), PRINT_MS);
    idle.restart(['ok', 'already'].includes(answer?.outcome ?? '') ? RESULT_MS : IDLE_MS);
  }

  function waitForNext() {
    if (kiosk.dataset.state === 'checking') return;
    startAgain();
    input.focus();
    if (query) void isThere(base).then(backToEnglish);
  }

  /** Nothing is left of whoever was here. */
  function startAgain() {
    clearTimeout(soon);
    asked = null;
    input.value = '';
    panels.forget();
    panels.show('waiting');
  }

  /** @param {boolean} there else an error of the browser would be the end of the kiosk */
  function backToEnglish(there) {
    if (there && kiosk.dataset.state === 'waiting') location.replace(base);
  }
}
