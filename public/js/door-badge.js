import { decideAdmission } from './door-admission.js';

/**
 * A badge as the store or a device's snapshot knows it.
 * @typedef {object} Badge
 * @property {string} fairId
 * @property {boolean} replaced by a newer one
 * @property {import('./door-admission.js').Holder | null} [holder] of a graduate's badge
 * @property {Team | null} [team] of a representative's badge
 *
 * @typedef {object} Team
 * @property {string} enrollmentId
 * @property {string} state
 * @property {string} reason why it is not accepted, if anybody said
 * @property {boolean} removed this person no longer belongs to it
 * @property {boolean} arrived
 *
 * @typedef {object} BadgeVerdict
 * @property {import('./door-admission.js').Verdict['outcome'] | 'unknown' | 'revoked_code' | 'employer_code'} outcome
 * @property {string} [text]
 * @property {import('./door-admission.js').Seen} [seen]
 * @property {string} [enrollmentId]
 * @property {boolean} [employerArrived]
 */

/**
 * What a scanned badge comes to. Pure, and the same on the server and on a device without a line.
 * @param {Badge | null} badge null when nobody's badge has this code
 * @param {import('./door-admission.js').Doors} doors
 * @param {number} now ms since 1970: when the badge was scanned
 * @returns {BadgeVerdict}
 */
export function decideBadge(badge, doors, now) {
  if (!badge) return { outcome: 'unknown', text: 'No badge of this fair has this code.' };
  if (badge.fairId !== doors.fairId)
    return { outcome: 'wrong_fair', text: 'This badge belongs to another fair.' };
  if (badge.team !== undefined) return decideTeam(badge, badge.team);
  if (!badge.holder) return { outcome: 'unknown', text: 'This registration is gone.' };
  if (badge.replaced && badge.holder.state !== 'canceled') return { ...replaced };
  return decideAdmission(badge.holder, doors, now);
}

/** @type {BadgeVerdict} */
const replaced = { outcome: 'revoked_code', text: 'This badge was replaced by a newer one.' };

/**
 * @param {Badge} badge
 * @param {Team | null} team
 * @returns {BadgeVerdict}
 */
function decideTeam(badge, team) {
  if (!team) return { outcome: 'unknown', text: 'This team is gone.' };
  if (team.state !== 'accepted')
    return {
      outcome: 'canceled',
      text: team.reason || `This employer’s enrollment is ${team.state}.`,
    };
  if (badge.replaced || team.removed) return { ...replaced };
  return {
    outcome: 'employer_code',
    enrollmentId: team.enrollmentId,
    employerArrived: team.arrived,
  };
}
