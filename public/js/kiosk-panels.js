/** @typedef {{ outcome: string, word: string, who: string, more: string, print?: string }} Answer */
/** @typedef {{ outcome: 'confirm', name: string, program: string, school: string, badge: string }} Details */
/** @typedef {'waiting' | 'checking' | 'confirm' | 'result'} State */

/**
 * What a kiosk shows, one state at a time. What it has shown of somebody is taken off the page, not only hidden.
 * @param {HTMLElement} kiosk
 */
export function kioskPanels(kiosk) {
  const verdict = /** @type {HTMLElement} */ (kiosk.querySelector('.verdict'));
  const printing = /** @type {HTMLFormElement} */ (part('print'));

  /** @param {string} name @returns {HTMLElement} */
  function part(name) {
    return /** @type {HTMLElement} */ (kiosk.querySelector(`[data-kiosk-${name}]`));
  }

  /** @param {State} state */
  function show(state) {
    kiosk.dataset.state = state;
    for (const name of ['waiting', 'checking', 'confirm', 'result'])
      part(name).hidden = state !== name;
    if (state === 'confirm') part('question').focus();
    if (state === 'result') part('result').focus();
  }

  /** @param {Answer} answer */
  function fillAnswer({ outcome, word, who, more, print = '' }) {
    verdict.dataset.outcome = outcome;
    verdict.querySelector('use')?.setAttribute('href', `#verdict-${outcome}`);
    for (const [place, text] of Object.entries({ word, who, more })) {
      const line = verdict.querySelector(`[data-verdict-${place}]`);
      if (line) line.textContent = text;
    }
    part('not-me').hidden = who === '';
    printing.hidden = print === '';
    /** @type {HTMLInputElement} */ (printing.elements.namedItem('scan')).value = print;
  }

  /** @param {Omit<Details, 'outcome'>} details */
  function fillDetails(details) {
    for (const [name, text] of Object.entries(details)) {
      const line = kiosk.querySelector(`[data-detail="${name}"]`);
      if (!line) continue;
      line.textContent = text;
      if (line.parentElement) line.parentElement.hidden = text === '';
    }
  }

  return {
    part,
    show,
    printing,
    /** @param {Answer} answer */
    showAnswer(answer) {
      fillAnswer(answer);
      show('result');
    },
    /** @param {Details} details */
    showDetails({ name, program, school, badge }) {
      fillDetails({ name, program, school, badge });
      show('confirm');
    },
    forget() {
      fillAnswer({ outcome: 'ok', word: '', who: '', more: '' });
      fillDetails({ name: '', program: '', school: '', badge: '' });
      part('called').textContent = '';
    },
  };
}
