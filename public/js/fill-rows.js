/** @typedef {string | { text: string, href: string }} Cell */

/** Draws rows by the table's own headings, so that each cell keeps its label on a phone. Without rows the table gives way
 * to its sentence.
 * @param {HTMLElement} room @param {string} name @param {Cell[][]} rows @param {string[]} [keys] */
export function fillRows(room, name, rows, keys) {
  const body = room.querySelector(`[data-rows="${name}"]`);
  const table = body?.closest('table');
  const heads = [...(table?.querySelectorAll('thead th') ?? [])];
  if (table) table.hidden = rows.length === 0;
  const sentence = room.querySelector(`[data-empty="${name}"]`);
  if (sentence instanceof HTMLElement) sentence.hidden = rows.length > 0;
  body?.replaceChildren(
    ...rows.map((cells, at) => {
      const row = document.createElement('tr');
      if (keys?.[at]) row.dataset.key = keys[at];
      cells.forEach((content, column) => {
        const cell = row.insertCell();
        cell.append(typeof content === 'string' ? content : linkTo(content));
        cell.dataset.label = heads[column]?.textContent ?? '';
        if (heads[column]?.classList.contains('num')) cell.className = 'num';
      });
      return row;
    }),
  );
}

/** @param {{ text: string, href: string }} to */
function linkTo({ text, href }) {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}
