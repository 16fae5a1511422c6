// Draws a bar chart and its table anew, with the classes that the server's partial uses.
const svgNames = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} place holds the figure that the server drew
 * @param {{ bars: { label: string, value: number, x: number, y: number, width: number, height: number, now: boolean, tick: string }[], lines: { y: number, label: string }[], width: number, height: number }} chart
 */
export function drawChart(place, chart) {
  const svg = place.querySelector('svg');
  const rows = place.querySelector('tbody');
  svg?.replaceChildren(
    ...chart.lines.flatMap(({ y, label }) => [
      shape('path', { class: 'chart__line', d: `M36 ${y}H${chart.width}` }),
      shape('text', { class: 'chart__scale', x: 30, y, dy: 4 }, label),
    ]),
    ...chart.bars.flatMap(({ label, value, now, tick, x, y, width, height }) => {
      const bar = shape('rect', { x, y, width, height, ...(now ? { class: 'chart__now' } : {}) });
      bar.append(shape('title', {}, `${label}: ${value}`));
      return tick ? [bar, shape('text', { x, y: chart.height, dy: -6 }, tick)] : [bar];
    }),
  );
  rows?.replaceChildren(...chart.bars.map(({ label, value }) => tableRow(label, value)));
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function shape(name, attributes, text) {
  const element = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** @param {string} label @param {number} value */
function tableRow(label, value) {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = label;
  const cell = document.createElement('td');
  cell.className = 'num';
  cell.textContent = String(value);
  row.append(head, cell);
  return row;
}
