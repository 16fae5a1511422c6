import { batteryOf } from './door-battery.js';

const EVERY_MS = 30_000;

/**
 * Tells the organizer now and then how this device is: how many scans wait on it, and its battery where the browser tells.
 * @param {ReturnType<typeof import('./door-line.js').doorLine>} line
 */
export function doorHeartbeat(line) {
  let waiting = 0;
  let told = -1;
  setInterval(() => void beat(), EVERY_MS);
  line.socket.on('connect', () => void beat());

  async function beat() {
    if (!line.socket.connected) return;
    const battery = await batteryOf();
    const pending = waiting;
    const level = battery ? { battery: battery.level * 100 } : {};
    const sent = await line.post('/heartbeat', { pending, ...level }).catch(() => null);
    if (sent?.status === 200) told = pending;
  }

  return {
    /** @param {number} scans */
    setWaiting(scans) {
      waiting = scans;
      if (told !== -1 && (waiting === 0) !== (told === 0)) void beat();
    },
  };
}
