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

/**
 * A scan goes out again with the same nonce: what was stored before the line broke is not stored again.
 * @param {ReturnType<typeof postJson>} post
 * @param {string} path
 * @param {object} scan
 */
export const postTwice = async (post, path, scan) =>
  (await post(path, scan)) ?? (await post(path, scan));

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

/** @param {() => void} done */
export function onTouch(done) {
  for (const touch of ['keydown', 'pointerdown']) addEventListener(touch, done, { passive: true });
}

/** Whether the server answers with a page. @param {string} address */
export const isThere = (address) =>
  fetch(address, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
