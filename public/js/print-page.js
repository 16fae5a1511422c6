/** Shows the print buttons, which do nothing without script. */
for (const button of document.querySelectorAll('button[data-print]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// At a desk the printer is meant at once: its dialog opens with the page. Whoever closes it still has the button.
if (document.querySelector('[data-print-now]')) addEventListener('load', () => print());

export {};
