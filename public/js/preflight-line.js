/** @typedef {ReturnType<typeof import('./preflight-report.js').preflightReport>} Report */

const TRIES = 5;
const SLOW_MS = 500;
const CLOCK_MS = 5000;
const SOCKET_MS = 5000;

/**
 * How long the server takes to answer by a request and by the socket, and how far the two clocks are apart.
 * @param {Report} report
 * @param {ReturnType<typeof import('./door-line.js').doorLine>} line
 * @param {string} fairId
 */
export async function checkLine(report, line, fairId) {
  const best = await bestRequest(line);
  if (!best) {
    report.set('line', 'fail', 'The server does not answer. Is this device in the right network?');
    return report.set('clock', 'look', 'Cannot be compared without the server.');
  }
  const socket = await socketTrip(line, fairId);
  const words = `A request takes ${best.ms} ms`;
  if (socket === null)
    report.set(
      'line',
      'look',
      `${words}; the socket does not connect. Scans go by requests: slower, and counters lag.`,
    );
  else
    report.set(
      'line',
      Math.min(best.ms, socket) > SLOW_MS ? 'look' : 'ok',
      `${words}, the socket ${socket} ms.${Math.min(best.ms, socket) > SLOW_MS ? ' That is slow: move closer to the access point.' : ''}`,
    );
  checkClock(report, best.offset);
}

/** The fastest of a few: it tells the most of the line, and the least of the moment. */
async function bestRequest(
  /** @type {ReturnType<typeof import('./door-line.js').doorLine>} */ line,
) {
  let best = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [began, wall] = [performance.now(), Date.now()];
    const answer = await line.post('/heartbeat', {}).catch(() => null);
    if (answer?.status !== 200) continue;
    const ms = Math.round(performance.now() - began);
    const offset = wall + ms / 2 - Date.parse(answer.body.now);
    if (!best || ms < best.ms) best = { ms, offset };
  }
  return best;
}

/**
 * @param {ReturnType<typeof import('./door-line.js').doorLine>} line
 * @param {string} fairId
 * @returns {Promise<number | null>}
 */
async function socketTrip({ socket, ask }, fairId) {
  if (!socket.connected)
    await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      setTimeout(resolve, SOCKET_MS);
    });
  const began = performance.now();
  const answer = await ask('room:join', { room: 'desks', fairId });
  return answer?.ok ? Math.round(performance.now() - began) : null;
}

/**
 * @param {Report} report
 * @param {number} offset ms by which this device is ahead
 */
function checkClock(report, offset) {
  const seconds = Math.round(Math.abs(offset) / 1000);
  const far = Math.abs(offset) > CLOCK_MS;
  const span = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  report.set(
    'clock',
    far ? 'look' : 'ok',
    far
      ? `${span} ${offset > 0 ? 'ahead' : 'behind'}. Scans are corrected by the server’s clock; set this one to automatic all the same.`
      : 'The same as the server’s.',
  );
}
