import { plausibleCode } from './door-code.js';
import { isField, rememberField } from './door-field.js';

/** A scanner that poses as a keyboard: many keys, fast, and what they spell looks like a code. */
const SCAN_GAP_MS = 40;
const FEWEST_KEYS = 8;
/** A busy browser pauses in the middle of a scan; a longer pause than this ends whatever was being entered. */
const RUN_GAP_MS = 500;
/** After this pause a scanner may have begun where a person stopped typing. */
const BURST_GAP_MS = 100;
/** A scanner that sends no Enter is done after this silence. */
const SILENCE_MS = 200;

/** @typedef {{ key: string, usKey: string, at: number }} Stroke */

/**
 * The codes that a burst of keys may spell, best guess first; empty when a person typed it. A scanner set to another
 * layout than the computer spells wrong by `key` and right by the position of the keys on a US keyboard.
 * @param {Stroke[]} strokes
 * @param {number} [slowest] median gap of a scanner
 * @returns {string[]}
 */
export function codesOf(strokes, slowest = SCAN_GAP_MS) {
  if (strokes.length < FEWEST_KEYS) return [];
  const gaps = strokes.slice(1).map(({ at }, i) => at - strokes[i].at);
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  if (median > slowest) return [];
  const readings = [strokes.map(({ key }) => key).join(''), strokes.map((s) => s.usKey).join('')];
  return [...new Set(readings.map(plausibleCode))].filter((code) => code !== null);
}

const shifted = { Minus: '_' };
const plain = { Minus: '-' };

/**
 * The character that a key's position has on a US keyboard.
 * @param {{ code: string, shiftKey: boolean, key: string }} event
 */
export function usKeyOf({ code, shiftKey, key }) {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit) return digit;
  const table = /** @type {Record<string, string>} */ (shiftKey ? shifted : plain);
  return table[code] ?? key;
}

/**
 * Where in a run of keys a scan begins: at its first key, or after the last pause when only the rest spells a code.
 * @param {Stroke[]} run
 * @param {number} [slowest]
 */
export function scanIn(run, slowest) {
  let burst = run.length - 1;
  while (burst > 0 && run[burst].at - run[burst - 1].at <= BURST_GAP_MS) burst -= 1;
  for (const start of new Set([0, Math.max(0, burst)])) {
    const codes = codesOf(run.slice(start), slowest);
    if (codes.length > 0) return { start, codes };
  }
  return null;
}

/**
 * Listens for scanners on the whole page. People's typing is left alone: keys go where they go, and only when a run of
 * keys has proved to be a scan are the fields put back as they were. Keys that no field took are nobody's typing: they
 * may come as slowly as a slow scanner sends them.
 * @param {(codes: string[]) => void} onScan
 * @param {Document} [page]
 */
export function listenForScanner(onScan, page = document) {
  /** @type {(Stroke & { target: EventTarget | null, putBack: (() => void) | null })[]} */
  let run = [];
  let silence = 0;

  /** @param {KeyboardEvent} event */
  function take(event) {
    if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const ends = event.key === 'Enter' || event.key === 'Tab';
    if (!ends && event.key.length !== 1) return;
    const { target, key, timeStamp: at } = event;
    if (at - (run.at(-1)?.at ?? at) > RUN_GAP_MS) run = [];
    if (ends) {
      if (settle()) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      run = [];
      return;
    }
    const last = run.at(-1);
    const begins = !last || at - last.at > BURST_GAP_MS || target !== last.target;
    const putBack = begins ? rememberField(target) : null;
    run.push({ key, usKey: usKeyOf(event), at, target, putBack });
    clearTimeout(silence);
    silence = window.setTimeout(() => {
      if (!settle(SCAN_GAP_MS)) silence = window.setTimeout(settle, RUN_GAP_MS - SILENCE_MS);
    }, SILENCE_MS);
  }

  function settle(slowest = run.every(({ target }) => isField(target)) ? SCAN_GAP_MS : RUN_GAP_MS) {
    clearTimeout(silence);
    const found = scanIn(run, slowest);
    if (!found) return false;
    // The answer may have come or gone in the middle of the scan, and with it the field.
    for (const { putBack } of run.slice(found.start).reverse()) putBack?.();
    run = [];
    onScan(found.codes);
    return true;
  }

  page.addEventListener('keydown', take, { capture: true });
}
