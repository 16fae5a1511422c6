/**
 * The fair's clock on this device: the server's, carried on by the monotonic clock, so that a wrong or jumping wall
 * clock changes nothing. The demo's fair runs at a speed of its own.
 * @param {{ now: string, speed: number }} known
 * @param {() => number} [ticks] milliseconds that only ever grow
 */
export function fairClock(known, ticks = () => performance.now()) {
  let at = Date.parse(known.now);
  let speed = known.speed;
  let since = ticks();

  return {
    /** @param {{ now: string, speed: number }} heard what the server said at this contact */
    anchor(heard) {
      const time = Date.parse(heard.now);
      if (Number.isNaN(time)) return;
      at = time;
      speed = heard.speed;
      since = ticks();
    },
    now: () => new Date(at + (ticks() - since) * speed),
  };
}
