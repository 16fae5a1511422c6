/**
 * Employers that are late: named from `data-late-in` milliseconds on, each gone once its team has arrived.
 * @param {HTMLElement} room
 * @returns {(missing: { name: string, boothCode: string | null }[]) => void}
 */
export function needsYou(room) {
  const notice = /** @type {HTMLElement} */ (room.querySelector('[data-needs]'));
  const names = /** @type {HTMLElement} */ (notice.querySelector('[data-late]'));
  const lateFrom = performance.now() + Number(notice.dataset.lateIn ?? Infinity);
  /** @type {{ name: string, boothCode: string | null }[]} */
  let missing = [];

  function show() {
    notice.hidden = missing.length === 0 || performance.now() < lateFrom;
    names.replaceChildren(
      ...missing.flatMap(({ name, boothCode }, at) => {
        const strong = document.createElement('strong');
        strong.textContent = name;
        return [at ? ', ' : '', strong, boothCode ? ` (booth ${boothCode})` : ''];
      }),
    );
  }

  return (found) => {
    missing = found;
    show();
  };
}
