import { io } from '/socket.io/socket.io.esm.min.js';
import { sendJson } from './send-json.js';

const ACK_MS = 2000;
const POST_MS = 6000;

/**
 * @typedef {{ code?: string, registrationId?: string, nonce: string, scannedAt: string, mode: string, confirmed?: boolean }} ScanMessage
 * @typedef {{ outcome: string, scanId?: string, name?: string, text?: string, since?: string, desk?: string, enrollmentId?: string, employerArrived?: boolean }} ScanResult
 */

/**
 * The device's line to the fair: a socket, and plain requests where the socket does not answer. A scan goes out again
 * with the same nonce, so that it counts once however often it arrives.
 * @param {{ base: string, csrf: string }} page
 */
export function doorLine({ base, csrf }) {
  const socket = io({
    transports: ['websocket'],
    auth: { protocol: 1, as: 'device' },
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
    timeout: 4000,
  });

  /** @param {string} path @param {object} body */
  const post = (path, body) => sendJson(base + path, body, { csrf, withinMs: POST_MS });

  /**
   * @param {string} event
   * @param {object} message
   * @returns {Promise<any>} null when the socket gave no answer in time
   */
  const ask = (event, message) =>
    socket.connected
      ? socket
          .timeout(ACK_MS)
          .emitWithAck(event, message)
          .catch(() => null)
      : Promise.resolve(null);

  return {
    socket,
    post,
    ask,
    /**
     * @param {ScanMessage} message
     * @returns {Promise<ScanResult>}
     */
    async submit(message) {
      const answer = await ask('checkin:submit', message);
      if (answer && answer.outcome !== 'error') return answer;
      for (let tries = 0; tries < 2; tries += 1) {
        const sent = await post('/checkins', message).catch(() => null);
        if (sent?.body.outcome) return sent.body;
        if (sent && sent.status < 500) return { outcome: 'error', text: sent.body.error };
      }
      return answer ?? { outcome: 'error', text: 'No line to the fair.' };
    },
    /**
     * @param {string} scanId
     * @returns {Promise<{ ok: boolean, text?: string }>}
     */
    async undo(scanId) {
      const answer = await ask('checkin:undo', { scanId });
      if (answer) return answer;
      const sent = await post(`/checkins/${scanId}/undone`, { why: '' }).catch(() => null);
      return sent && 'ok' in sent.body
        ? sent.body
        : { ok: false, text: sent?.body.error ?? 'No line to the fair: not undone.' };
    },
  };
}
