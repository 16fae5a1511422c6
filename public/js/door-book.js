import { decideBadge } from './door-badge.js';
import { plausibleCode } from './door-code.js';
import { clock } from './door-time.js';
import { isWelcome } from './door-words.js';

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

const named = new Set(['already', 'pending', 'canceled', 'wrong_day', 'employer_code']);

/**
 * What this device knows of the fair's badges, and what it makes of one without asking: by the same rules as the server.
 * @param {(text: string) => Promise<string>} [hash] SHA-256, base64url
 */
export function doorBook(hash = sha256) {
  /** @type {Map<string, SnapshotBadge>} */
  const badges = new Map();
  /** @type {Map<string, string>} hash of either code to the badge's id */
  const byCode = new Map();
  /** @type {Map<string, SnapshotArrival>} */
  const arrivals = new Map();
  /** @type {Pick<Snapshot, 'version' | 'doors' | 'desk' | 'now'> | null} */
  let head = null;

  /** @param {SnapshotBadge} badge */
  function take(badge) {
    badges.set(badge.id, badge);
    byCode.set(badge.token, badge.id);
    byCode.set(badge.short, badge.id);
  }

  /** @param {string} holder @param {Date} at */
  function note(holder, at) {
    if (head) arrivals.set(holder, { holder, at: at.getTime(), desk: head.desk });
  }

  return {
    version: () => head?.version ?? '',
    isReady: () => head !== null,
    /** @param {Snapshot} heard everything, or what is new */
    lay(heard) {
      if (heard.whole) for (const map of [badges, byCode, arrivals]) map.clear();
      for (const id of heard.gone) badges.delete(id);
      heard.badges.forEach(take);
      for (const each of heard.arrivals) arrivals.set(each.holder, each);
      head = { version: heard.version, doors: heard.doors, desk: heard.desk, now: heard.now };
    },
    /** All of it, to be kept and laid again. */
    copy: () =>
      head && {
        ...{ ...head, whole: true, gone: [] },
        badges: [...badges.values()],
        arrivals: [...arrivals.values()],
      },
    empty() {
      for (const map of [badges, byCode, arrivals]) map.clear();
      head = null;
    },
    /**
     * @param {string} code as scanned
     * @param {Date} now by the fair's clock
     */
    async decide(code, now) {
      if (!head) return null;
      const read = plausibleCode(code);
      const badge = read && badges.get(byCode.get(await hash(read)) ?? '');
      const doors = doorsOn(head.doors, now);
      const verdict = decideBadge(badge ? known(badge) : null, doors, now.getTime());
      const place = { timeZone: doors.timeZone };
      return answerOf(verdict, badge || null, clock(Date.parse(head.now), place));
    },
    /**
     * From now on this person is here, for this device too.
     * @param {string} holder
     * @param {Date} at
     */
    admit: note,
    /**
     * The same by the code that the server has admitted.
     * @param {string} code
     * @param {Date} at
     */
    async admitCode(code, at) {
      const read = plausibleCode(code);
      const badge = read && badges.get(byCode.get(await hash(read)) ?? '');
      if (badge && !badge.team) note(badge.holder, at);
    },
  };

  /** @param {SnapshotBadge} badge */
  function known({ replaced, state, reason, days = [], attention = '', team, holder }) {
    const { fairId } = /** @type {Snapshot} */ (head).doors;
    if (team) return { fairId, replaced, team: { ...team, state, reason } };
    const seen = arrivals.get(holder);
    const arrival = seen && seen.until === undefined ? seen : null;
    const undone = seen?.until === undefined ? null : { ...seen, until: seen.until };
    const own = /** @type {import('./door-admission.js').Holder} */ ({
      ...{ fairId, state, reason, days, attention, arrival, undone, alike: null },
    });
    return { fairId, replaced, holder: own };
  }
}

/**
 * @param {import('./door-badge.js').BadgeVerdict} verdict
 * @param {SnapshotBadge | null} badge
 * @param {string} asOf
 */
function answerOf({ outcome, text, seen, ...team }, badge, asOf) {
  const unknown = outcome === 'unknown' ? `Not in this device’s list of ${asOf}.` : text;
  return {
    ...team,
    outcome: isWelcome(outcome) ? 'ok_offline' : outcome,
    ...(badge && (isWelcome(outcome) || named.has(outcome)) ? { name: badge.name } : {}),
    ...(unknown ? { text: unknown } : {}),
    ...(seen ? { since: new Date(seen.at).toISOString(), desk: seen.desk } : {}),
    holder: badge?.holder,
  };
}

/**
 * @param {Snapshot['doors']} doors
 * @param {Date} now
 */
function doorsOn({ fairId, live, timeZone, days }, now) {
  const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' };
  const date = new Intl.DateTimeFormat('en-CA', /** @type {any} */ (format)).format(now);
  return { fairId, live, timeZone, day: days.find((day) => day.date === date) ?? null };
}

/** @param {string} text */
async function sha256(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
