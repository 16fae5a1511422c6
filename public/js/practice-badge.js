/** @typedef {import('./practice-guests.js').Guest} Guest */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FAIR = 'practice';
const HERE = 'this desk';

/**
 * What the door's rules are given of somebody who does not exist.
 * @param {Guest} guest
 * @param {{ marks: import('./practice-judge.js').Marks, offline: boolean, confirmed: boolean, at: number }} scan
 * @returns {import('./door-badge.js').Badge}
 */
export function badgeOf(guest, { marks, offline, confirmed, at }) {
  const badge = { fairId: guest.elsewhere ? 'another' : FAIR, replaced: guest.replaced === true };
  const mark = marks[personOf(guest)];
  const here = mark?.what === 'here' ? { at: mark.at, desk: HERE } : null;
  if (guest.team) {
    const of = { enrollmentId: guest.number, reason: '', removed: false };
    return { ...badge, team: { ...of, state: 'accepted', arrived: here !== null } };
  }
  // Without a line a device does not look for people alike, and neither does this one.
  const alike = guest.alike && !confirmed && !offline;
  const someone = {
    fairId: badge.fairId,
    state: /** @type {const} */ ('active'),
    reason: '',
    attention: '',
    days: [dateOf(guest.anotherDay ? at + 3 * DAY_MS : at)],
    arrival: here,
    undone: null,
    alike: alike ? { at: at - 20 * MINUTE_MS, desk: 'another desk' } : null,
  };
  return { ...badge, holder: { ...someone, ...guest.holder } };
}

/**
 * Doors that are always open.
 * @param {number} at
 * @param {string} timeZone
 */
export const doorsOfPractice = (at, timeZone) => ({
  fairId: FAIR,
  live: true,
  timeZone,
  day: { date: dateOf(at), opensAt: 0 },
});

/** @param {Guest} guest */
export const personOf = ({ person, number }) => person ?? number;
/** @param {number} at */
const dateOf = (at) => new Date(at).toISOString().slice(0, 10);
