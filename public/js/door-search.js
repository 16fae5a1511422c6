import { arrowKeys } from './door-search-keys.js';
import { sendJson } from './send-json.js';

const PAUSE_MS = 200;
/** Sooner, the word would only flicker. */
const SLOW_MS = 350;
const ANSWER_MS = 10_000;
const MIN_LETTERS = 3;

const page = document.querySelector('[data-search]');
if (page instanceof HTMLElement) search(page);

/** Searches while somebody types, and shows whom they choose. @param {HTMLElement} page */
function search(page) {
  const { search: base = '', csrf = '' } = page.dataset;
  const input = /** @type {HTMLInputElement} */ (page.querySelector('#q'));
  const rows = /** @type {HTMLElement} */ (page.querySelector('[data-search-rows]'));
  const text = /** @type {HTMLElement} */ (page.querySelector('[data-search-text]'));
  const keys = arrowKeys(input, rows, clear);
  const isEnough = () => [...input.value.trim()].length >= MIN_LETTERS;
  let asked = 0;
  let waiting = 0;

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    if (isEnough()) waiting = setTimeout(ask, PAUSE_MS);
    else show('', '');
  });
  input.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (isEnough()) void ask();
    else show('Type at least three letters.', '');
  });
  rows.addEventListener('click', (event) => {
    const row = event.target instanceof Element && event.target.closest('.found__row');
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!(row instanceof HTMLAnchorElement) || elsewhere) return;
    event.preventDefault();
    void choose(row);
  });
  input.focus();
  input.select();
  if (isEnough() && !rows.querySelector('.found')) void ask();

  async function ask() {
    const mine = (asked += 1);
    const slow = setTimeout(() => say('Searching…'), SLOW_MS);
    rows.setAttribute('aria-busy', 'true');
    const how = { csrf, withinMs: ANSWER_MS };
    const sent = await sendJson(`${base}/search`, { q: input.value.trim() }, how).catch(() => null);
    clearTimeout(slow);
    // Answers overtake one another; only the last question's is wanted.
    if (mine !== asked) return;
    if (sent?.status === 200) return show(sent.body.text, sent.body.html);
    const why = sent?.body.error ?? 'No answer from the fair. Press Search to try again.';
    show(why, '');
  }

  /** @param {string} words @param {string} html drawn by the server */
  function show(words, html) {
    asked += 1;
    say(words);
    rows.removeAttribute('aria-busy');
    const drawn = new DOMParser().parseFromString(html, 'text/html').body;
    rows.replaceChildren(...drawn.childNodes);
    keys.renew();
  }

  /** @param {string} words */
  function say(words) {
    text.textContent = words;
  }

  function clear() {
    clearTimeout(waiting);
    input.value = '';
    show('', '');
    input.focus();
  }

  /** @param {HTMLAnchorElement} row */
  async function choose(row) {
    const slow = setTimeout(() => say('Opening…'), SLOW_MS);
    const before = text.textContent ?? '';
    try {
      const { showPerson } = await import('./door-search-person.js');
      await showPerson(page, row.href, { onBack: () => row.focus(), onDone: clear });
      say(before);
    } catch (error) {
      const why = error instanceof Error && error.name === 'Error' && error.message;
      say(why || 'No answer from the fair. Choose the person again.');
    } finally {
      clearTimeout(slow);
    }
  }
}
