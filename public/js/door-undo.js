const SHOWN_MS = 10_000;

/**
 * Takes the last admission back, for ten seconds.
 * @param {HTMLElement} page
 * @param {(scanId: string) => Promise<{ ok: boolean, text?: string }>} undo
 * @param {() => void} onUndone
 */
export function undoBar(page, undo, onUndone) {
  const bar = page.querySelector('[data-undo]');
  const text = page.querySelector('[data-undo-text]');
  const button = page.querySelector('[data-undo-button]');
  let scanId = '';
  let hiding = 0;

  button?.addEventListener('click', async () => {
    if (!scanId || !text) return;
    const asked = scanId;
    scanId = '';
    const done = await undo(asked);
    text.textContent = done.text ?? (done.ok ? 'Undone.' : 'Not undone.');
    if (button instanceof HTMLElement) button.hidden = true;
    if (done.ok) onUndone();
  });

  function hide() {
    if (bar instanceof HTMLElement) bar.hidden = true;
    scanId = '';
  }

  return {
    /** @param {{ scanId?: string, name?: string }} admitted */
    offer(admitted) {
      if (!(bar instanceof HTMLElement) || !(button instanceof HTMLElement) || !text) return;
      if (!admitted.scanId) return;
      scanId = admitted.scanId;
      text.textContent = `${admitted.name ?? 'One person'} is checked in.`;
      button.hidden = false;
      bar.hidden = false;
      clearTimeout(hiding);
      hiding = window.setTimeout(hide, SHOWN_MS);
    },
  };
}
