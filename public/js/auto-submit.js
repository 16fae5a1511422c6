/** A choice with `data-auto-submit` acts at once; the button that does the same without script steps aside. */
for (const select of document.querySelectorAll('select[data-auto-submit]')) {
  if (!(select instanceof HTMLSelectElement) || !select.form) continue;
  const button = select.form.querySelector('[data-auto-submit-button]');
  if (button instanceof HTMLElement) button.hidden = true;
  select.addEventListener('change', () => select.form?.requestSubmit());
}

export {};
