import { sendJson } from './send-json.js';

const ANSWER_MS = 8_000;

/**
 * Posts and reads JSON; null when there was no answer, or a refusal.
 * @param {string} csrf
 */
export const postJson =
  (csrf) =>
  /** @param {string} path @param {object} body */
  async (path, body) => {
    const sent = await sendJson(path, body, { csrf, withinMs: ANSWER_MS }).catch(() => null);
    return sent && sent.status >= 200 && sent.status < 300 ? sent.body : null;
  };

/** Calls `done` once nothing has happened for as long as was said last. @param {() => void} done */
export function idleTimer(done) {
  let timer = 0;
  return {
    /** @param {number} ms */
    restart(ms) {
      clearTimeout(timer);
      timer = window.setTimeout(done, ms);
    },
  };
}
