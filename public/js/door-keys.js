import { plausibleCode } from './door-code.js';

/** A scanner that poses as a keyboard: many keys, fast, and what they spell looks like a code. */
const GAP_MS = 100;
const SCAN_GAP_MS = 40;
const FEWEST_KEYS = 8;

/** @typedef {{ key: string, usKey: string, at: number }} Stroke */

/**
 * The codes that a burst of keys may spell, best guess first; empty when a person typed it. A scanner set to another
 * layout than the computer spells wrong by `key` and right by the position of the keys on a US keyboard.
 * @param {Stroke[]} strokes
 * @returns {string[]}
 */
export function codesOf(strokes) {
  if (strokes.length < FEWEST_KEYS) return [];
  const gaps = strokes.slice(1).map(({ at }, i) => at - strokes[i].at);
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  if (median > SCAN_GAP_MS) return [];
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
 * Listens for scanners on the whole page. People's typing is left alone: keys go where they go, and only when a burst
 * has proved to be a scan is the field put back as it was.
 * @param {(codes: string[]) => void} onScan
 * @param {Document} [page]
 */
export function listenForScanner(onScan, page = document) {
  /** @type {Stroke[]} */
  let strokes = [];
  /** @type {(() => void) | null} */
  let putBack = null;
  let silence = 0;

  /** @param {KeyboardEvent} event */
  function take(event) {
    if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const ends = event.key === 'Enter' || event.key === 'Tab';
    if (!ends && event.key.length !== 1) return;
    const last = strokes.at(-1);
    if (last && event.timeStamp - last.at > GAP_MS) strokes = [];
    if (ends) {
      if (finish()) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      return;
    }
    if (strokes.length === 0) putBack = rememberField(event.target);
    strokes.push({ key: event.key, usKey: usKeyOf(event), at: event.timeStamp });
    clearTimeout(silence);
    silence = window.setTimeout(finish, GAP_MS);
  }

  function finish() {
    clearTimeout(silence);
    const codes = codesOf(strokes);
    strokes = [];
    if (codes.length === 0) return false;
    putBack?.();
    onScan(codes);
    return true;
  }

  page.addEventListener('keydown', take, { capture: true });
}

/** @param {EventTarget | null} target */
function rememberField(target) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  const { value, selectionStart, selectionEnd } = target;
  return () => {
    target.value = value;
    if (selectionStart !== null) target.setSelectionRange(selectionStart, selectionEnd);
    target.dispatchEvent(new Event('input', { bubbles: true }));
  };
}
