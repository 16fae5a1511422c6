/** Draws rows by the table's own headings, so that each cell keeps its label on a phone.
 * @param {HTMLElement} room @param {string} name @param {string[][]} rows @param {string[]} [keys] */
export function fillRows(room, name, rows, keys) {
  const body = room.querySelector(`[data-rows="${name}"]`);
  const heads = [...(body?.closest('table')?.querySelectorAll('thead th') ?? [])];
  body?.replaceChildren(
    ...rows.map((cells, at) => {
      const row = document.createElement('tr');
      if (keys?.[at]) row.dataset.key = keys[at];
      cells.forEach((text, column) => {
        const cell = row.insertCell();
        cell.textContent = text;
        cell.dataset.label = heads[column]?.textContent ?? '';
        if (heads[column]?.classList.contains('num')) cell.className = 'num';
      });
      return row;
    }),
  );
}
