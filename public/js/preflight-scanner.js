import { decideAdmission } from './door-admission.js';
import { plausibleCode } from './door-code.js';
import { listenForScanner } from './door-keys.js';
import { signal } from './door-signals.js';

/** @typedef {ReturnType<typeof import('./preflight-report.js').preflightReport>} Report */

/**
 * Reads the test code by scanner or by hand and lets it in by the rule of the door, without a word to the server.
 * @param {Report} report
 * @param {string} testCode
 */
export function checkScanner(report, testCode) {
  const form = /** @type {HTMLFormElement} */ (report.part('scanner', '[data-test-form]'));
  const input = /** @type {HTMLInputElement} */ (report.part('scanner', 'input'));
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    take([plausibleCode(input.value) ?? ''], 'typed');
    input.value = '';
  });
  listenForScanner((codes) => take(codes, 'scanned'));

  /**
   * @param {string[]} codes readings of what came, best guess first
   * @param {'typed' | 'scanned'} how
   */
  function take(codes, how) {
    const outcome = codes.includes(testCode) ? decideHere() : 'unknown';
    signal(outcome);
    if (outcome !== 'ok')
      return report.set(
        'scanner',
        'fail',
        `That was not the test code. ${how === 'scanned' ? 'Set the scanner’s keyboard to US, and let it send every character.' : 'Type the eight characters below the square.'}`,
      );
    const other = how === 'scanned' && codes[0] !== testCode;
    report.set(
      'scanner',
      'ok',
      `${how === 'scanned' ? 'Scanned' : 'Typed'}, and let in by this device alone.${other ? ' The scanner is set to another keyboard layout than this device; codes are read all the same.' : ''}`,
    );
  }
}

/** The door's own rule on somebody invented. */
function decideHere() {
  const holder = {
    fairId: 'test',
    state: /** @type {const} */ ('active'),
    reason: '',
    days: ['2000-01-01'],
    attention: '',
    arrival: null,
    undone: null,
    alike: null,
  };
  const day = { date: '2000-01-01', opensAt: 0 };
  return decideAdmission(holder, { fairId: 'test', live: true, timeZone: 'UTC', day }, 1).outcome;
}
