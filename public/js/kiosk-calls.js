import { callReason, kioskPlace } from './kiosk-call-words.js';
import { sendJson } from './send-json.js';

/**
 * @typedef {import('../../server/live/live-events.ts').ShownCall} Call
 * @typedef {import('../../server/live/live-events.ts').KioskOut} KioskOut
 */

/**
 * Kiosks that ask for staff, until somebody says that they go; kiosks out of service, until they are back.
 * @param {HTMLElement} page
 * @param {string} [csrf] with it the answer is sent without leaving the page
 * @returns {(kiosks: { staffCalls?: Call[], kiosksOut?: KioskOut[] }, clockOf: (at: Date) => string) => void}
 */
export function kioskCalls(page, csrf) {
  const until = /** @type {HTMLInputElement | null} */ (page.querySelector('[data-call-until]'));
  const form = until?.form;
  if (form && csrf) form.addEventListener('submit', (event) => void answer(event, form, csrf));

  return ({ staffCalls, kiosksOut }, clockOf) => {
    if (staffCalls && until) {
      // Only what was shown can be answered.
      until.value = staffCalls.at(-1)?.at ?? '';
      list('calls', staffCalls, (call) => `, since ${since(call)}: ${callReason(call.why)}`);
    }
    if (kiosksOut) list('kiosks-out', kiosksOut, (kiosk) => `, since ${since(kiosk)}`);

    /** @param {KioskOut} kiosk */
    function since({ at }) {
      return clockOf(new Date(at));
    }
  };

  /** @template {KioskOut} T @param {string} name @param {T[]} kiosks @param {(kiosk: T) => string} rest */
  function list(name, kiosks, rest) {
    const notice = page.querySelector(`[data-${name}]`);
    if (!(notice instanceof HTMLElement)) return;
    const rows = kiosks.map((kiosk) => {
      const row = document.createElement('li');
      const place = document.createElement('strong');
      place.textContent = kioskPlace(kiosk);
      row.append(place, rest(kiosk));
      return row;
    });
    notice.querySelector('ul')?.replaceChildren(...rows);
    notice.hidden = kiosks.length === 0;
  }
}

/** What is answered leaves the screen with the next frame. @param {SubmitEvent} event @param {HTMLFormElement} form @param {string} csrf */
async function answer(event, form, csrf) {
  event.preventDefault();
  const until = new FormData(form).get('until');
  const path = new URL(form.action).pathname;
  const sent = await sendJson(path, { until }, { csrf, withinMs: 6000 }).catch(() => null);
  const notice = form.closest('[role="alert"]');
  if (sent?.status === 200 && notice instanceof HTMLElement) notice.hidden = true;
}
