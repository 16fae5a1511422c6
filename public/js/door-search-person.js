import { answerPanel } from './door-answer.js';
import { wakeSound } from './door-signals.js';
import { clock } from './door-time.js';
import { undoBar } from './door-undo.js';
import { isWelcome } from './door-words.js';
import { sendJson } from './send-json.js';

const ANSWER_MS = 8000;
/** @typedef {{ onBack: () => void, onDone: () => void }} Ways */
/** @type {{ show(result: any): void } | null} */
let desk = null;

/**
 * Shows one person in place of the search, and lets them in when somebody presses for it.
 * @param {HTMLElement} page
 * @param {string} address
 * @param {Ways} ways
 */
export async function showPerson(page, address, ways) {
  const { html } = await answerOf(address);
  const [ready, person] = [part(page, 'ready'), part(page, 'person')];
  desk ??= openDesk(page, ways.onDone);
  const drawn = new DOMParser().parseFromString(html, 'text/html').body;
  person.replaceChildren(...drawn.childNodes);
  show(person, ready);
  // Not the button: the Enter that chose must not be the Enter that checks in.
  person.querySelector('h2')?.focus();

  person.querySelector('[data-back]')?.addEventListener('click', back);
  person.onkeydown = (event) => {
    if (event.key === 'Escape') back(event);
  };
  person.querySelector('[data-check-in]')?.addEventListener('submit', (event) => {
    event.preventDefault();
    void checkIn(person, /** @type {HTMLFormElement} */ (event.target));
  });

  /** @param {Event} event */
  function back(event) {
    event.preventDefault();
    show(ready, person);
    ways.onBack();
  }
}

/** The nonce in the form stays the same, so that a second press after a lost answer counts once. @param {HTMLElement} person @param {HTMLFormElement} form */
async function checkIn(person, form) {
  const text = /** @type {HTMLElement} */ (person.querySelector('[data-check-in-text]'));
  if (form.hasAttribute('aria-busy')) return;
  form.setAttribute('aria-busy', 'true');
  text.textContent = 'Checking in…';
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const body = new URLSearchParams(entries);
  try {
    // A form's own fields may be named like its properties.
    const result = await answerOf(form.getAttribute('action') ?? '', { method: 'POST', body });
    if (!result.outcome) throw new Error(result.error);
    person.hidden = true;
    desk?.show(result);
  } catch (error) {
    const why = error instanceof Error && error.name === 'Error' && error.message;
    text.textContent = `Not checked in. ${why || 'No answer from the fair: press again.'}`;
  } finally {
    form.removeAttribute('aria-busy');
  }
}

/** The verdict over the page, as at the door, and the last one taken back. @param {HTMLElement} page @param {() => void} onDone */
function openDesk(page, onDone) {
  const { zone = 'UTC', search: base = '', csrf = '' } = page.dataset;
  const panel = answerPanel(page, (at) => clock(Date.parse(at), { timeZone: zone }));
  const undo = undoBar(page, takeBack, panel.takenBack);
  const answer = part(page, 'answer');
  new MutationObserver(() => answer.hidden && onDone()).observe(answer, {
    attributeFilter: ['hidden'],
  });
  wakeSound();

  /** @param {string} scanId @returns {Promise<{ ok: boolean, text?: string }>} */
  async function takeBack(scanId) {
    const path = `${base}/checkins/${scanId}/undone`;
    const how = { csrf, withinMs: ANSWER_MS };
    const sent = await sendJson(path, { why: '' }, how).catch(() => null);
    return sent?.body ?? { ok: false, text: 'No answer from the fair: not undone.' };
  }

  return {
    /** @param {import('./door-line.js').ScanResult} result */
    show(result) {
      panel.show(result);
      answer.focus();
      if (isWelcome(result.outcome)) undo.offer(result);
    },
  };
}

/** @param {string} address @param {RequestInit} [request] @returns {Promise<any>} */
async function answerOf(address, request = {}) {
  const headers = { accept: 'application/json' };
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch(address, { ...request, headers, signal });
  const answer = await response.json();
  if (request.method === undefined && !response.ok) throw new Error(answer.error);
  return answer;
}

/** @param {HTMLElement} shown @param {HTMLElement} hidden */
function show(shown, hidden) {
  shown.hidden = false;
  hidden.hidden = true;
}

/** @param {HTMLElement} page @param {string} name @returns {HTMLElement} */
const part = (page, name) => /** @type {HTMLElement} */ (page.querySelector(`[data-${name}]`));
