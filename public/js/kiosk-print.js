// The badge of a kiosk: the browser says that it is on its way to the printer, and the screen is soon somebody else's.
import { postJson } from './kiosk-parts.js';

/** Long enough to say that nothing came out. */
const READ_MS = 10_000;

const note = document.querySelector('[data-kiosk-print]');
if (note instanceof HTMLElement) watch(note);

/** @param {HTMLElement} note */
function watch(note) {
  const { kioskPrint: home = '', csrf = '' } = note.dataset;
  const post = postJson(csrf);

  addEventListener('afterprint', async () => {
    // Without an answer the kiosk's time runs on: the page loads again when it is over.
    if (!(await post(`${home}/printed`, { came: 'yes' }))) return;
    setTimeout(() => location.replace(home), READ_MS);
  });
  // Who goes back must not find the badge in the browser's memory.
  addEventListener('pagehide', () => {
    for (const sheet of document.querySelectorAll('.badge-sheet')) sheet.remove();
  });
}
