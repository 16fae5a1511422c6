const ANSWER_MS = 8_000;

/**
 * Posts and reads JSON; null when there was no answer, or a refusal.
 * @param {string} csrf
 */
export const postJson =
  (csrf) =>
  /** @param {string} path @param {object} body */
  async (path, body) => {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-csrf-token': csrf,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
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
