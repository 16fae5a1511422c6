/** A rejected form is read from its list of mistakes on; each of them leads to its field. */
const summary = document.querySelector('[data-focus-on-load]');
if (summary instanceof HTMLElement) summary.focus();

export {};
