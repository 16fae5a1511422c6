/**
 * What a piece of work comes to; null when it fails, or is not done in time.
 * @template T
 * @param {number} ms
 * @param {Promise<T>} work
 * @returns {Promise<T | null>}
 */
export async function within(ms, work) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<null>} */
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms, null)));
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
