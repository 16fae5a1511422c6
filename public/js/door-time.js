/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/**
 * "9:14 AM" in the fair's zone.
 * @param {number} at
 * @param {{ timeZone: string }} place
 */
export function clock(at, { timeZone }) {
  let format = clocks.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit' });
    clocks.set(timeZone, format);
  }
  return format.format(at).replaceAll('\u202f', ' ');
}
