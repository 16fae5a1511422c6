/**
 * Kiosks that ask for staff: the notice stands until somebody says that they go.
 * @param {HTMLElement} room
 * @returns {(calls: { desk: string, at: string }[], clockOf: (at: Date) => string) => void}
 */
export function staffCalls(room) {
  const notice = /** @type {HTMLElement} */ (room.querySelector('[data-calls]'));
  const list = /** @type {HTMLElement} */ (notice.querySelector('[data-call-list]'));
  const until = /** @type {HTMLInputElement} */ (notice.querySelector('[data-call-until]'));

  return (calls, clockOf) => {
    notice.hidden = calls.length === 0;
    // Only what was shown can be answered.
    until.value = calls.at(-1)?.at ?? '';
    list.replaceChildren(
      ...calls.map(({ desk, at }) => {
        const row = document.createElement('li');
        const name = document.createElement('strong');
        name.textContent = desk;
        row.append(name, ` since ${clockOf(new Date(at))}`);
        return row;
      }),
    );
  };
}
