import { batteryOf } from './door-battery.js';

const EVERY_MS = 30_000;

/**
 * Tells the organizer now and then how this device is: how many scans wait on it, whether its own clock was changed, and
 * its battery where the browser tells.
 * @param {ReturnType<typeof import('./door-line.js').doorLine>} line
 * @param {{ takeJump(): number }} clock
 */
export function doorHeartbeat(line, clock) {
  let waiting = 0;
  let jump = 0;
  let told = -1;
  setInterval(() => void beat(), EVERY_MS);
  line.socket.on('connect', () => void beat());

  async function beat() {
    if (!line.socket.connected) return;
    const battery = await batteryOf();
    const pending = waiting;
    const level = battery ? { battery: battery.level * 100 } : {};
    // Taken before it is sent, so that two beats at once do not both tell it.
    const by = jump + clock.takeJump();
    jump = 0;
    const seconds = Math.round(by / 1000);
    const jumped = seconds ? { clockJump: seconds } : {};
    const says = { pending, ...level, ...jumped };
    const sent = await line.post('/heartbeat', says).catch(() => null);
    if (sent?.status === 200) told = pending;
    else jump += by;
  }

  return {
    /** @param {number} scans */
    setWaiting(scans) {
      waiting = scans;
      if (told !== -1 && (waiting === 0) !== (told === 0)) void beat();
    },
  };
}
