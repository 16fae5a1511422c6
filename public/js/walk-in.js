import { sendJson } from './send-json.js';

const WAIT_MS = 250;
const ANSWER_MS = 4000;
const told = ['name', 'email', 'phone', 'school'];

const form = document.querySelector('[data-walk-in]');
const hint = document.querySelector('[data-alike]');
if (form instanceof HTMLFormElement && hint instanceof HTMLElement) watch(form, hint);

/**
 * Says while somebody is being typed who is registered already and may be that person. Nothing waits for it: without an
 * answer the server says the same once the form is sent.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} hint
 */
function watch(form, hint) {
  const list = hint.querySelector('ul');
  const row = hint.querySelector('template')?.content.firstElementChild;
  let waiting = 0;
  let asked = 0;
  /** The last that was shown: a list that stays is not read aloud again. */
  let shown = '[]';

  beginAtName(form);
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !told.includes(target.name)) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, WAIT_MS);
  });

  async function ask() {
    const turn = (asked += 1);
    const entries = new FormData(form);
    const person = Object.fromEntries(told.map((name) => [name, entries.get(name)]));
    const how = { csrf: form.dataset.csrf ?? '', withinMs: ANSWER_MS };
    const answer = await sendJson(`${form.action}/alike`, person, how).catch(() => null);
    if (turn === asked && answer?.status === 200) show(answer.body.people);
  }

  /** @param {Person[]} people */
  function show(people) {
    const now = JSON.stringify(people);
    if (now === shown || !list || !row) return;
    shown = now;
    list.replaceChildren(...people.map((person) => filled(row, person)));
    hint.hidden = people.length === 0;
  }
}

/**
 * @typedef {{ registrationId: string, name: string, about: string, note: string, unfinished: boolean, mayCheckIn: boolean }} Person
 * @param {Element} row
 * @param {Person} person
 */
function filled(row, person) {
  const copy = /** @type {Element} */ (row.cloneNode(true));
  /** @param {string} selector @returns {any} */
  const part = (selector) => copy.querySelector(selector);
  part('[data-name]').textContent = person.name;
  part('[data-about]').textContent = person.about;
  part('[data-note]').textContent = person.note;
  part('[data-note]').hidden = person.note === '';
  const button = part('[data-check-in]');
  button.hidden = !person.mayCheckIn;
  button.value = person.registrationId;
  button.dataset.confirm = `Press again to check in ${person.name}`;
  part('[data-check-in] .unseen').textContent = ` ${person.name}`;
  part('[data-finish]').hidden = !person.unfinished;
  part('[data-finish]').href += person.registrationId;
  return copy;
}

/** The first thing typed is the name; where something was wrong, the page leads to that. @param {HTMLFormElement} form */
function beginAtName(form) {
  const name = form.elements.namedItem('name');
  const isFresh = name instanceof HTMLInputElement && name.value === '';
  if (isFresh && !document.querySelector('[role=alert]')) name.focus({ preventScroll: true });
}
