// Longer than any answer may take on its way.
const JUMP_MS = 10_000;

/**
 * The fair's clock on this device: the server's, carried on by the monotonic clock, so that a wrong or jumping wall
 * clock changes nothing. The demo's fair runs at a speed of its own.
 * @param {{ now: string, speed: number }} known
 * @param {() => number} [ticks] milliseconds that only ever grow
 * @param {() => number} [wall] milliseconds since 1970 by this device's own clock
 */
export function fairClock(known, ticks = () => performance.now(), wall = () => Date.now()) {
  let at = Date.parse(known.now);
  let speed = known.speed;
  let since = ticks();
  /** @type {number | null} the server's clock before this device's own, at the last contact */
  let ahead = null;
  let jumped = 0;
  let isHeard = false;

  /** @param {number} time @param {number} pace */
  function set(time, pace) {
    at = time;
    speed = pace;
    since = ticks();
  }

  const now = () => new Date(at + (ticks() - since) * speed);

  /**
   * A sleeping device holds its monotonic clock and not its own one, so the two say nothing; the server's tells a
   * changed clock from a nap.
   * @param {number | null} before
   * @param {number | null} after
   */
  function compare(before, after) {
    if (before === null || after === null) return;
    if (Math.abs(before - after) > JUMP_MS) jumped += before - after;
  }

  return {
    /** @param {{ now: string, speed: number }} heard what the server said at this contact */
    anchor(heard) {
      const time = Date.parse(heard.now);
      if (Number.isNaN(time)) return;
      const then = heard.speed === 1 ? time - wall() : null;
      compare(ahead, then);
      ahead = then;
      isHeard = true;
      set(time, heard.speed);
    },
    /**
     * What the server said before this page was opened. A page that comes out of the cache is as old as its clock.
     * @param {{ now: string, speed: number, heardAt: number }} kept with this device's own clock at that contact
     */
    recall(kept) {
      const time = Date.parse(kept.now);
      const before = kept.speed === 1 ? time - kept.heardAt : null;
      if (isHeard) return compare(before, ahead);
      ahead = before;
      const passed = (wall() - kept.heardAt) * kept.speed;
      if (time + passed > now().getTime()) set(time + passed, kept.speed);
    },
    now,
    /** Milliseconds by which this device's own clock was changed since this was last asked; ahead is positive. */
    takeJump() {
      const by = jumped;
      jumped = 0;
      return by;
    },
  };
}
