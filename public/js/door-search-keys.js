/**
 * Arrow keys go from the field into the rows, through them and back; Home and End to the first and the last; Escape
 * clears; a letter goes on typing. By Tab the rows are one stop.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {() => void} clear
 */
export function arrowKeys(input, list, clear) {
  const rows = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.found__row')]);

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') go(event, rows()[0]);
    if (event.key === 'ArrowUp') go(event, rows().at(-1));
    if (event.key === 'Escape') clear();
  });

  list.addEventListener('keydown', (event) => {
    const all = rows();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === 'ArrowDown') go(event, all[at + 1] ?? all[at]);
    else if (key === 'ArrowUp') go(event, all[at - 1] ?? input);
    else if (key === 'Home') go(event, all[0]);
    else if (key === 'End') go(event, all.at(-1));
    else if (key === 'Escape') clear();
    // The letter itself lands in the field, because it has the focus by then.
    else if ((key.length === 1 && key !== ' ') || key === 'Backspace') input.focus();
  });

  list.addEventListener('focusin', (event) => stopAt(event.target));

  /** @param {KeyboardEvent} event @param {HTMLElement | undefined} to */
  function go(event, to) {
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  /** @param {unknown} row */
  function stopAt(row) {
    for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
  }

  return {
    /** After the rows were drawn anew. */
    renew: () => stopAt(rows()[0]),
  };
}
