import type { Page } from 'playwright-core';

export interface Painted {
  shown: number;
  /** Milliseconds since 1970, by the clock that the server reads, too. */
  at: number;
}

/** Follows a number on a control room; each call tells what has been painted since the one before, and first what is there. */
export async function followNumber(page: Page): Promise<() => Promise<Painted[]>> {
  await page.evaluate(probe);
  return () => page.evaluate<Painted[]>('window.takePainted()');
}

/** A change is drawn in the next frame, and a message sent from there comes when that frame has been handed over. */
const probe = `(() => {
  const figure = document.querySelector('[data-figure="arrived"]');
  const read = () => Number(figure.textContent.replace(/\\D/g, ''));
  const { port1, port2 } = new MessageChannel();
  let painted = [];
  port1.onmessage = ({ data: shown }) => painted.push({ shown, at: Date.now() });
  new MutationObserver(() => requestAnimationFrame(() => port2.postMessage(read())))
    .observe(figure, { childList: true, characterData: true, subtree: true });
  window.takePainted = () => {
    const taken = painted;
    painted = [];
    return taken.length ? taken : [{ shown: read(), at: Date.now() }];
  };
})()`;
