// Shades of the table of arrivals per desk and five minutes: the number stands in the cell, the shade only repeats it.

const shades = 4;

/**
 * @param {number[]} recent arrivals of one desk in each span
 * @param {{ recent: number[] }[]} desks all desks: the busiest cell of all has the darkest shade
 * @returns {{ count: number, shade: number }[]} shade from 0 (nobody) to 4
 */
export function heatOf(recent, desks) {
  const most = Math.max(1, ...desks.flatMap((desk) => desk.recent));
  return recent.map((count) => ({ count, shade: Math.ceil((count / most) * shades) }));
}

/**
 * @param {HTMLElement} room
 * @param {{ recentFives: string[], byDesk: { name: string, recent: number[] }[] }} frame
 * @param {(at: Date) => string} clockOf
 */
export function deskFives(room, { recentFives, byDesk }, clockOf) {
  const table = room.querySelector('[data-fives]');
  table?.parentElement?.toggleAttribute('hidden', recentFives.length === 0);
  room.querySelector('[data-empty="fives"]')?.toggleAttribute('hidden', recentFives.length > 0);
  const head = (/** @type {string} */ text, /** @type {'col' | 'row'} */ scope) => {
    const cell = document.createElement('th');
    cell.scope = scope;
    cell.textContent = text;
    return cell;
  };
  const heads = recentFives.map((at) => {
    const cell = head(clockOf(new Date(at)), 'col');
    cell.className = 'num';
    return cell;
  });
  table?.querySelector('thead tr')?.replaceChildren(head('Desk', 'col'), ...heads);
  const rows = byDesk.map(({ name, recent }) => {
    const row = document.createElement('tr');
    row.append(head(name, 'row'));
    for (const { count, shade } of heatOf(recent, byDesk)) {
      const cell = row.insertCell();
      cell.className = 'num';
      cell.dataset.shade = String(shade);
      cell.textContent = count.toLocaleString('en-US');
    }
    return row;
  });
  table?.querySelector('tbody')?.replaceChildren(...(recentFives.length ? rows : []));
}
