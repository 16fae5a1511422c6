/** What cannot be undone wants a second press: the first one changes the button's words and sends nothing. */
const PATIENCE_MS = 6000;

document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement) || !button.dataset.confirm) return;
  if ('armed' in button.dataset) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  arm(button, button.dataset.confirm);
});

/**
 * @param {HTMLButtonElement} button
 * @param {string} question
 */
function arm(button, question) {
  const words = [...button.childNodes];
  button.dataset.armed = '';
  button.replaceChildren(question);
  say(question);
  setTimeout(() => {
    delete button.dataset.armed;
    button.replaceChildren(...words);
  }, PATIENCE_MS);
}

/** @param {string} text read aloud at once, since a button's new name alone is not announced */
function say(text) {
  const voice = document.createElement('div');
  voice.className = 'unseen';
  voice.setAttribute('role', 'status');
  document.body.append(voice);
  requestAnimationFrame(() => voice.append(text));
  setTimeout(() => voice.remove(), PATIENCE_MS);
}

export {};
