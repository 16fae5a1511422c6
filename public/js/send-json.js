/**
 * Posts JSON and reads JSON. Throws when there is no answer in time, or none that is JSON.
 * @param {string} path
 * @param {object} body
 * @param {{ csrf: string, withinMs: number }} how
 * @returns {Promise<{ status: number, body: any }>}
 */
export async function sendJson(path, body, { csrf, withinMs }) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-csrf-token': csrf,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(withinMs),
  });
  return { status: response.status, body: await response.json() };
}
