/** A double click sends a form once. The button stays in place and in focus; a page that is returned to has it back. */
const PATIENCE_MS = 10_000;

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if ('many' in form.dataset || form.method === 'get') return;
  if ('sending' in form.dataset) return event.preventDefault();
  form.dataset.sending = '';
  if (event.submitter) event.submitter.setAttribute('aria-disabled', 'true');
  // An answer that is a download leaves the page where it is.
  setTimeout(giveBack, PATIENCE_MS);
});

addEventListener('pageshow', giveBack);

function giveBack() {
  for (const form of document.querySelectorAll('form[data-sending]')) {
    form.removeAttribute('data-sending');
    for (const button of form.querySelectorAll('[aria-disabled]'))
      button.removeAttribute('aria-disabled');
  }
}

export {};
