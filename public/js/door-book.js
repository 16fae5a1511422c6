import { decideBadge } from './door-badge.js';
import { doorsOn, sha256 } from './door-list.js';
import { plausibleCode } from './door-code.js';
import { answerOf } from './door-told.js';
import { clock } from './door-time.js';

/**
 * @typedef {import('./door-list.js').Snapshot} Snapshot
 * @typedef {import('./door-list.js').SnapshotBadge} SnapshotBadge
 * @typedef {import('./door-list.js').SnapshotArrival} SnapshotArrival
 */

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

  /** @param {string} code as scanned */
  async function find(code) {
    const read = plausibleCode(code);
    return (read && badges.get(byCode.get(await hash(read)) ?? '')) || null;
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
        ...head,
        whole: true,
        gone: [],
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
      const badge = await find(code);
      const doors = doorsOn(head.doors, now);
      const verdict = decideBadge(badge ? known(badge) : null, doors, now.getTime());
      const place = { timeZone: doors.timeZone };
      return answerOf(verdict, badge, clock(Date.parse(head.now), place));
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
      const badge = await find(code);
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
      fairId,
      state,
      reason,
      days,
      attention,
      arrival,
      undone,
      alike: null,
    });
    return { fairId, replaced, holder: own };
  }
}
