/** At opening time everybody may be missing; the table below has them all. */
export const MOST_NAMED = 8;

/**
 * Employers that are late: named from `data-late-in` milliseconds on, each gone once its team has arrived.
 * @param {HTMLElement} room
 * @returns {(missing: { name: string, boothCode: string | null }[]) => void}
 */
export function needsYou(room) {
  const notice = find(room, '[data-needs]');
  const names = find(notice, '[data-late]');
  const rest = find(notice, '[data-late-rest]');
  const lateFrom = performance.now() + Number(notice.dataset.lateIn ?? Infinity);

  return (missing) => {
    const more = missing.length - MOST_NAMED;
    notice.hidden = missing.length === 0 || performance.now() < lateFrom;
    rest.hidden = more <= 0;
    find(rest, '[data-late-count]').textContent = more.toLocaleString('en-US');
    names.replaceChildren(...missing.slice(0, MOST_NAMED).flatMap(wordsOf));
  };
}

/**
 * @param {{ name: string, boothCode: string | null }} employer
 * @param {number} at
 */
function wordsOf({ name, boothCode }, at) {
  const strong = document.createElement('strong');
  strong.textContent = name;
  return [at ? ', ' : '', strong, boothCode ? ` (booth ${boothCode})` : ''];
}

/**
 * @param {HTMLElement} place
 * @param {string} selector
 */
const find = (place, selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
