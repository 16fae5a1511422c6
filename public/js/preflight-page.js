import { batteryOf } from './door-battery.js';
import { doorStore } from './door-store.js';

/** @typedef {ReturnType<typeof import('./preflight-report.js').preflightReport>} Report */

const OLD_MS = 10 * 60_000;

/**
 * What the address allows. A page whose warning was clicked away claims to be secure, too: only the worker tells.
 * @param {Report} report
 * @param {string} trustPage where this device can install the local authority; empty when there is none
 */
export async function checkPage(report, trustPage) {
  const secure = isSecureContext;
  report.set(
    'secure',
    secure ? 'ok' : 'fail',
    secure
      ? 'The browser allows the camera here.'
      : `This address is not secure: no camera, no list for scanning without a line. A keyboard scanner and typed codes work. ${howToSecure(trustPage)}`,
  );
  if (!secure || !navigator.serviceWorker)
    return report.set(
      'worker',
      'look',
      'Not available on this page: it does not open while the network is away.',
    );
  try {
    const options = /** @type {const} */ ({ scope: '/desk/', updateViaCache: 'none' });
    await navigator.serviceWorker.register('/desk/worker.js', options);
    report.set('worker', 'ok', 'This desk opens without a line, too.');
  } catch (error) {
    report.set('worker', 'fail', workerTrouble(error, trustPage));
  }
}

const howToSecure = (/** @type {string} */ trustPage) =>
  trustPage
    ? `Install this server’s authority from ${trustPage}, then open the address that begins with https.`
    : 'Ask the organizer for an address that begins with https.';

/**
 * @param {unknown} error
 * @param {string} trustPage
 */
function workerTrouble(error, trustPage) {
  const text = error instanceof Error ? error.message : String(error);
  if (/certificate/i.test(text))
    return `The browser does not trust this server’s certificate, even if its warning was clicked away. ${howToSecure(trustPage)}`;
  if (/404/.test(text)) return 'Not available on this server.';
  return `The browser refused it. Private windows do: use a normal one. (${text})`;
}

/**
 * How old the list is that this device decides by when the line is gone.
 * @param {Report} report
 * @param {string} deviceId
 */
export async function checkSnapshot(report, deviceId) {
  if (!isSecureContext)
    return report.set('snapshot', 'look', 'Not available on a page that is not secure.');
  try {
    const box = /** @type {{ heardAt: number } | undefined} */ (
      /** @type {unknown} */ (await doorStore().read(`${deviceId}:snapshot`))
    );
    if (!box)
      return report.set('snapshot', 'look', 'No list yet. Open the desk once, then come back.');
    const minutes = Math.max(0, Math.round((Date.now() - box.heardAt) / 60_000));
    const old = Date.now() - box.heardAt > OLD_MS;
    report.set(
      'snapshot',
      old ? 'look' : 'ok',
      `${ageWords(minutes)}.${old ? ' Open the desk to fetch a new one.' : ''}`,
    );
  } catch {
    report.set(
      'snapshot',
      'fail',
      'This browser keeps nothing. Use a normal window, not a private one.',
    );
  }
}

/** @param {number} minutes */
function ageWords(minutes) {
  if (minutes === 0) return 'Less than a minute old';
  return minutes === 1 ? 'A minute old' : `${minutes} minutes old`;
}

/**
 * @param {Report} report
 * @returns {Promise<number | null>} percent
 */
export async function checkBattery(report) {
  const battery = await batteryOf();
  if (!battery) {
    report.set('battery', 'look', 'This browser does not tell. Look at the device itself.');
    return null;
  }
  const percent = Math.round(battery.level * 100);
  const fine = battery.charging || percent >= 50;
  report.set(
    'battery',
    fine ? 'ok' : percent < 20 ? 'fail' : 'look',
    `${percent} %${battery.charging ? ', charging' : ''}.${fine ? '' : ' Plug it in before the doors open.'}`,
  );
  return percent;
}
