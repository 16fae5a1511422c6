// Notes of a visit save themselves while somebody writes. Without script the form's button does it.

const QUIET_MS = 900;
const AGAIN_MS = 5000;

for (const form of document.querySelectorAll('form[data-visit-autosave]'))
  if (form instanceof HTMLFormElement) keep(form);

/** @param {HTMLFormElement} form */
function keep(form) {
  const says = /** @type {HTMLElement} */ (form.querySelector('[data-visit-saved]'));
  const revision = /** @type {HTMLInputElement} */ (form.elements.namedItem('revision'));
  let timer = 0;
  let unsaved = false;
  let saving = false;
  let stopped = false;

  const later = (/** @type {number} */ ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  };

  form.addEventListener('input', () => {
    unsaved = true;
    if (!stopped) later(QUIET_MS);
  });
  form.addEventListener('submit', () => {
    stopped = true;
    unsaved = false;
    clearTimeout(timer);
  });
  addEventListener('online', () => unsaved && !stopped && later(0));
  addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });

  async function save() {
    // One at a time: the next save must know the number that the last one gave.
    if (saving) return later(QUIET_MS);
    saving = true;
    unsaved = false;
    try {
      const answer = await send(form);
      const body = await answer.json();
      if (answer.ok) {
        revision.value = String(body.revision);
        says.textContent = unsaved ? 'Saving …' : `Saved ${body.savedAt}`;
      } else refused(answer.status, body.error);
    } catch {
      unsaved = true;
      says.textContent = 'Not saved: no connection. Keep typing, it is sent once there is one.';
      later(AGAIN_MS);
    } finally {
      saving = false;
    }
  }

  /** @param {number} status @param {string} error */
  function refused(status, error) {
    unsaved = true;
    says.textContent = `Not saved. ${error}`;
    // The form's button now shows both versions, or the sign-in page; trying again by itself helps nobody.
    if (status !== 422 && status < 500) stopped = true;
    else if (status >= 500) later(AGAIN_MS);
  }
}

/** @param {HTMLFormElement} form */
function send(form) {
  const fields = /** @type {[string, string][]} */ ([...new FormData(form)]);
  return fetch(form.action, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
}
