import { doorLine } from './door-line.js';
import { wakeSound } from './door-signals.js';
import { checkLine } from './preflight-line.js';
import { checkBattery, checkPage, checkSnapshot } from './preflight-page.js';
import { preflightReport } from './preflight-report.js';
import { checkScanner } from './preflight-scanner.js';
import { checkCamera, checkPrinter, checkSound, checkVibration } from './preflight-senses.js';

const list = document.querySelector('[data-preflight]');
if (list instanceof HTMLElement) void tryAll(list);

/**
 * Tries everything that needs nobody's hand at once, and offers the rest.
 * @param {HTMLElement} list
 */
async function tryAll(list) {
  const { preflight = '', csrf = '', deviceId = '', fairId = '', ...more } = list.dataset;
  const line = doorLine({ base: preflight, csrf });
  /** @type {number | null} */
  let battery = null;
  const report = preflightReport(list, (checks) => {
    void line.post('/heartbeat', { checks, battery }).catch(() => {});
  });
  wakeSound();
  checkCamera(report);
  checkSound(report);
  checkVibration(report);
  checkPrinter(report);
  checkScanner(report, more.testCode ?? '');
  battery = await checkBattery(report);
  await checkPage(report, more.trustPage ?? '');
  await checkSnapshot(report, deviceId);
  await checkLine(report, line, fairId);
}
