/**
 * What a device decides by when it has no line.
 * @typedef {object} Snapshot
 * @property {string} version given back for what has changed from here on
 * @property {boolean} whole everything; otherwise only what is new, to be laid over what the device has
 * @property {string} now ISO 8601, by the fair's clock
 * @property {number} speed of the fair's clock
 * @property {string} endsAt ISO 8601: when this device's access ends, by the real clock
 * @property {{ fairId: string, live: boolean, timeZone: string, days: { date: string, opensAt: number }[] }} doors
 * @property {string} desk
 * @property {SnapshotBadge[]} badges
 * @property {string[]} gone ids of badges
 * @property {SnapshotArrival[]} arrivals
 *
 * A badge: hashes of its codes, and what the volunteer is told. Neither address, phone, school, résumé nor segment.
 * @typedef {object} SnapshotBadge
 * @property {string} id
 * @property {string} token SHA-256 of the QR's token, base64url
 * @property {string} short SHA-256 of the short code, base64url
 * @property {string} holder id of the registration or the representative; arrivals name it
 * @property {string} name
 * @property {boolean} replaced
 * @property {string} state
 * @property {string} reason
 * @property {string[]} [days] of a graduate
 * @property {string} [attention] of a graduate
 * @property {{ enrollmentId: string, removed: boolean, arrived: boolean }} [team] of a representative
 *
 * Whether somebody is here on the day.
 * @typedef {object} SnapshotArrival
 * @property {string} holder
 * @property {number} at ms since 1970, by the fair's clock
 * @property {string} desk
 * @property {number} [until] when it was undone; absent while it stands
 */

/**
 * The doors at a moment, as the rules want them.
 * @param {Snapshot['doors']} doors
 * @param {Date} now
 */
export function doorsOn({ fairId, live, timeZone, days }, now) {
  const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' };
  const date = new Intl.DateTimeFormat('en-CA', /** @type {any} */ (format)).format(now);
  return { fairId, live, timeZone, day: days.find((day) => day.date === date) ?? null };
}

/**
 * Base64url, as the server keeps codes.
 * @param {string} text
 */
export async function sha256(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
