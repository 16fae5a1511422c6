import { clock } from './door-time.js';

/**
 * What is known of whoever holds a badge: on the server from the store, on a device from its snapshot.
 * @typedef {object} Holder
 * @property {string} fairId
 * @property {'active' | 'pending' | 'canceled'} state
 * @property {string} reason why it was canceled, if anybody said
 * @property {string[]} days YYYY-MM-DD
 * @property {string} attention what the organizer wants said at each scan
 * @property {Seen | null} arrival the standing arrival of the day
 * @property {Seen & { until: number } | null} undone the last arrival of the day that was undone, and when
 * @property {Seen | null} alike the standing arrival of somebody who may be the same person
 *
 * @typedef {object} Seen
 * @property {number} at ms since 1970
 * @property {string} desk
 *
 * @typedef {object} Doors
 * @property {string} fairId
 * @property {boolean} live
 * @property {string} timeZone
 * @property {{ date: string, opensAt: number } | null} day the fair's day at the moment of the scan
 *
 * @typedef {object} Verdict
 * @property {'ok' | 'ok_attention' | 'already' | 'pending' | 'wrong_fair' | 'wrong_day' | 'canceled' | 'possible_duplicate'} outcome
 * @property {string} [text]
 * @property {Seen} [seen]
 */

/**
 * What a volunteer is told. The order matters: the first reason that applies is shown. Pure, and the same on the
 * server and on a device without a line.
 * @param {Holder} holder
 * @param {Doors} doors
 * @param {number} now ms since 1970: when the badge was scanned
 * @returns {Verdict}
 */
export function decideAdmission(holder, doors, now) {
  if (holder.fairId !== doors.fairId)
    return { outcome: 'wrong_fair', text: 'This badge belongs to another fair.' };
  if (holder.state === 'canceled')
    return { outcome: 'canceled', text: holder.reason || 'This registration was canceled.' };
  if (holder.state === 'pending')
    return {
      outcome: 'pending',
      text: 'This registration waits for a place. The organizer decides.',
    };
  const { day } = doors;
  if (!doors.live || !day || !holder.days.includes(day.date))
    return { outcome: 'wrong_day', text: wrongDay(holder, doors) };
  if (holder.arrival) return { outcome: 'already', seen: holder.arrival };
  if (holder.undone && now < holder.undone.until)
    return { outcome: 'already', seen: holder.undone, text: undoneSince(holder.undone, doors) };
  if (holder.alike)
    return { outcome: 'possible_duplicate', seen: holder.alike, text: alike(holder.alike, doors) };
  const early = now < day.opensAt ? `Early: doors open at ${clock(day.opensAt, doors)}.` : '';
  const text = [early, holder.attention].filter(Boolean).join(' ');
  return text ? { outcome: 'ok_attention', text } : { outcome: 'ok' };
}

/**
 * @param {Holder} holder
 * @param {Doors} doors
 */
function wrongDay(holder, { live, day }) {
  if (!live) return 'The fair is not live: nobody can be checked in.';
  if (!day) return 'Today is not a day of the fair.';
  return `Registered for ${holder.days.map(dayWords).join(' and ') || 'no day'}, not for today.`;
}

/**
 * @param {Seen & { until: number }} undone
 * @param {Doors} doors
 */
const undoneSince = (undone, doors) =>
  `That arrival was undone at ${clock(undone.until, doors)}. Scan again if this person is here now.`;

/**
 * @param {Seen} seen
 * @param {Doors} doors
 */
const alike = (seen, doors) =>
  `Somebody of that name, with the same school or phone, came at ${clock(seen.at, doors)}, ${seen.desk}. A supervisor decides.`;

const days = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'long',
  month: 'long',
  day: 'numeric',
});

/** @param {string} date YYYY-MM-DD */
export const dayWords = (date) => days.format(Date.parse(`${date}T00:00:00Z`));
