import { decideBadge } from './door-badge.js';
import { plausibleCode } from './door-code.js';
import { answerOf } from './door-told.js';
import { clock } from './door-time.js';
import { isWelcome, seenFields, tellsName } from './door-words.js';
import { badgeOf, doorsOfPractice, personOf } from './practice-badge.js';
import { practiceNumber } from './practice-code.js';
import { guestOf } from './practice-guests.js';

/**
 * What has happened in this practice, by the number of the badge: arrived when, or the first try that broke.
 * @typedef {Record<string, { what: 'here' | 'broke', at: number }>} Marks
 *
 * @typedef {object} Practice
 * @property {Marks} marks
 * @property {boolean} offline the Wi-Fi is thought away
 * @property {string} timeZone of the fair
 *
 * @typedef {import('./door-line.js').ScanResult} Result
 * @typedef {import('./practice-guests.js').Guest} Guest
 */

/**
 * What a scan comes to in practice: the door's own rules over people who do not exist. Pure; a real badge is only told
 * from an invented one, and nobody is asked whose it is.
 * @param {{ code: string, confirmed?: boolean, now: Date }} scan
 * @param {Practice} practice
 * @returns {{ result: Result, marks: Marks }}
 */
export function practiceScan({ code, confirmed = false, now }, practice) {
  const { marks, offline, timeZone } = practice;
  const number = practiceNumber(code);
  if (number === null && plausibleCode(code)) return { marks, result: realBadge };
  const guest = guestOf(number);
  if (guest?.ends) return { marks, result: accessOver };
  const at = now.getTime();
  if (guest?.breaks && !offline && !marks[guest.number])
    return { marks: { ...marks, [guest.number]: { what: 'broke', at } }, result: lineBroke };

  const known = guest && !guest.nobody && !(offline && guest.elsewhere) ? guest : null;
  const doors = doorsOfPractice(at, timeZone);
  const verdict = decideBadge(
    known && badgeOf(known, { marks, offline, confirmed, at }),
    doors,
    at,
  );
  const after =
    known && isWelcome(verdict.outcome)
      ? { ...marks, [personOf(known)]: { what: /** @type {const} */ ('here'), at } }
      : marks;
  const result = offline
    ? answerOf(verdict, known && { name: known.name }, clock(at, { timeZone }))
    : served(verdict, known);
  return { marks: after, result };
}

/**
 * Takes an arrival back.
 * @param {string} number
 * @param {Marks} marks
 * @returns {{ result: { ok: boolean, text: string }, marks: Marks }}
 */
export function practiceUndo(number, marks) {
  const { [number]: gone, ...rest } = marks;
  if (gone?.what !== 'here')
    return { marks, result: { ok: false, text: 'This arrival was undone before.' } };
  const result = { ok: true, text: 'Undone: this person does not count as here.' };
  return { marks: rest, result };
}

/**
 * An employer's team is here.
 * @param {string} number
 * @param {Marks} marks
 * @param {Date} now
 * @returns {{ result: Result, marks: Marks }}
 */
export function practiceTeam(number, marks, now) {
  const guest = guestOf(number);
  if (!guest?.team) return { marks, result: { outcome: 'error' } };
  return {
    marks: { ...marks, [number]: { what: 'here', at: now.getTime() } },
    result: { outcome: 'employer_code', employerArrived: true, text: `${guest.name} is here.` },
  };
}

/**
 * @param {import('./door-badge.js').BadgeVerdict} verdict
 * @param {Guest | null} guest
 * @returns {Result}
 */
function served({ seen, ...verdict }, guest) {
  return {
    ...verdict,
    ...(guest && tellsName(verdict.outcome) ? { name: guest.name } : {}),
    ...(guest && isWelcome(verdict.outcome) ? { scanId: personOf(guest) } : {}),
    ...seenFields(seen),
  };
}

/** @type {Result} */
const realBadge = {
  outcome: 'error',
  text: 'A real badge, not checked in: this is practice. Leave practice first.',
};
/** @type {Result} */
const lineBroke = { outcome: 'error', text: 'The line broke in the middle.' };
/** @type {Result} */
const accessOver = { outcome: 'device_revoked', text: 'This is how it looks. Only in practice.' };
