/** Letters of a short code; look-alikes are read as the letter that they are taken for. */
const short = /^[23456789ABCDEFGHJKMNPQRSTWXYZ]{8}$/;
const token = /^[\w-]{22}$/;

/**
 * What may be a badge's code, as the server wants it; null for anything else.
 * @param {string} entered
 */
export function plausibleCode(entered) {
  const text = entered.trim();
  if (token.test(text)) return text;
  const letters = text
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[0O]/g, 'Q')
    .replace(/[1IL]/g, 'J')
    .replace(/[UV]/g, 'Y');
  return short.test(letters) ? letters : null;
}

const REPEAT_MS = 3000;

/**
 * A badge that is still in view is not scanned again and again. A camera sees it many times a second, so for a camera
 * each sighting counts; a scanner's second press after three seconds is a new scan.
 * @param {() => number} [ticks]
 */
export function repeatGuard(ticks = () => performance.now()) {
  let last = '';
  let at = -Infinity;
  return {
    /**
     * @param {string} code
     * @param {string} mode
     */
    isRepeat(code, mode) {
      const now = ticks();
      const repeat = code === last && now - at < REPEAT_MS;
      if (!repeat || mode === 'camera') at = now;
      last = code;
      return repeat;
    },
    forget() {
      last = '';
    },
  };
}
