/** `data-copy="#id"` copies what stands in that element. The button is hidden in the page and shown only here. */
for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!(button instanceof HTMLButtonElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = document.querySelector(button.dataset.copy ?? '');
  const text = source instanceof HTMLInputElement ? source.value : (source?.textContent ?? '');
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Could not copy; select the text instead';
  }
  setTimeout(() => (button.textContent = words), 2500);
}

export {};
