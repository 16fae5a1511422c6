/** @typedef {'ok' | 'look' | 'fail'} State */

const SEND_AFTER_MS = 800;
/** Color, shape and word. */
const marks = {
  ok: { chip: 'go', word: 'Works' },
  look: { chip: 'wait', word: 'Look' },
  fail: { chip: 'stop', word: 'Does not work' },
};

/**
 * The rows of the page: each says how its check went and what to do, and the organizer's list hears of it.
 * @param {HTMLElement} list
 * @param {(checks: { name: string, state: State }[]) => void} send
 */
export function preflightReport(list, send) {
  /** @type {Map<string, State>} */
  const results = new Map();
  let sending = 0;

  /**
   * @param {string} name
   * @param {State} state
   * @param {string} text
   */
  function set(name, state, text) {
    results.set(name, state);
    const { chip, word } = marks[state];
    const mark = part(name, '[data-word]');
    mark.className = `chip chip--${chip}`;
    mark.textContent = word;
    part(name, '[data-say]').textContent = text;
    sumUp();
    clearTimeout(sending);
    sending = window.setTimeout(
      () => send([...results].map(([each, how]) => ({ name: each, state: how }))),
      SEND_AFTER_MS,
    );
  }

  function sumUp() {
    const all = list.querySelectorAll('[data-check]').length;
    const of = (/** @type {State} */ state) =>
      [...results.values()].filter((each) => each === state).length;
    const kind = of('fail') ? 'stop' : of('look') || results.size < all ? 'wait' : 'done';
    const line = document.querySelector('[data-summary]');
    if (!(line instanceof HTMLElement)) return;
    line.hidden = false;
    line.className = `notice notice--${kind}`;
    line.textContent =
      kind === 'done'
        ? 'Everything works. Ready.'
        : `${of('ok')} of ${all} work, ${of('look')} to look at, ${of('fail')} do not work, ${all - results.size} not tried yet.`;
  }

  /**
   * Asks the person what no browser can know.
   * @param {string} name
   * @param {string} question
   * @param {{ yes: string, no: string, state?: State }} answers
   */
  function ask(name, question, { yes, no, state = 'look' }) {
    part(name, '[data-say]').textContent = question;
    const box = part(name, '[data-ask]');
    box.hidden = false;
    part(name, '[data-yes]').onclick = () => answer('ok', yes);
    part(name, '[data-no]').onclick = () => answer(state, no);
    function answer(/** @type {State} */ given, /** @type {string} */ text) {
      box.hidden = true;
      set(name, given, text);
    }
  }

  /**
   * @param {string} name
   * @param {string} selector
   * @returns {HTMLElement}
   */
  function part(name, selector) {
    const found = list.querySelector(`[data-check="${name}"] ${selector}`);
    if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} for ${name}`);
    return found;
  }

  return { set, ask, part };
}
