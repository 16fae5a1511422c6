import type { BrowserContext, CDPSession, Page } from 'playwright-core';

export const scanKinds = ['scanner with Enter', 'scanner without Enter', 'typed'] as const;
export type ScanKind = (typeof scanKinds)[number];

const SHIFT = 8;
const ANSWER_MS = 10_000;
const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** A desk's page that has its list of badges and would go on without a line. */
export async function openDesk(context: BrowserContext, slug: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(probe);
  const listed = page.waitForResponse((response) => response.url().includes('/snapshot.json'));
  await page.goto(`/desk/${slug}`);
  await (await listed).finished();
  await page.locator('[data-door-chip][data-live="on"]').waitFor();
  return page;
}

/**
 * Enters one code, and waits until its answer has been painted. Returns the milliseconds since the last key.
 * @throws {Error} when the badge was not let in
 */
export async function scanToColor(page: Page, kind: ScanKind, code: string): Promise<number> {
  const keys = await sessionOf(page);
  await page.evaluate('window.expectAnswer()');
  if (kind === 'typed') await page.locator('#code').fill(code);
  else await pressAll(keys, code);
  if (kind !== 'scanner without Enter') await pressEnter(keys);
  const { outcome, ms } = await page.evaluate<{ outcome: string; ms: number }>('window.answered');
  if (!outcome.startsWith('ok')) throw new Error(`a badge was not let in but ${outcome}`);
  await page.evaluate('document.querySelector("[data-next]").click()');
  return ms;
}

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/** As fast as a badge reader that poses as a keyboard, with Shift for capitals. */
async function pressAll(keys: CDPSession, text: string): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const character of text) {
    const key = { key: character, ...positionOf(character) };
    sent.push(keys.send('Input.dispatchKeyEvent', { type: 'keyDown', text: character, ...key }));
    sent.push(keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }));
  }
  await Promise.all(sent);
}

async function pressEnter(keys: CDPSession): Promise<void> {
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
}

/** Where a character of a badge's code lies on a US keyboard. */
function positionOf(character: string): { code: string; modifiers: number } {
  if (/\d/.test(character)) return { code: `Digit${character}`, modifiers: 0 };
  if (/[-_]/.test(character)) return { code: 'Minus', modifiers: character === '_' ? SHIFT : 0 };
  const code = `Key${character.toUpperCase()}`;
  return { code, modifiers: /[A-Z]/.test(character) ? SHIFT : 0 };
}

/** Notes the last key, and when the frame that shows the answer has been handed over. */
const probe = `(() => {
  let lastKey = 0;
  let seen = null;
  const { port1, port2 } = new MessageChannel();
  addEventListener('keydown', (event) => (lastKey = event.timeStamp), { capture: true });
  window.expectAnswer = () => {
    window.answered = new Promise((resolve) => {
      seen = resolve;
      setTimeout(resolve, ${ANSWER_MS}, { outcome: 'not answered', ms: ${ANSWER_MS} });
    });
  };
  let painted = null;
  port1.onmessage = ({ data: outcome }) => painted({ outcome, ms: performance.now() - lastKey });
  new MutationObserver(() => {
    const answer = document.querySelector('[data-answer]');
    if (!seen || !answer || answer.hidden) return;
    const { outcome } = answer.querySelector('.verdict').dataset;
    // Once for each scan: what is hidden or shown after the answer would stand for the answer to the next.
    painted = seen;
    seen = null;
    requestAnimationFrame(() => port2.postMessage(outcome));
  }).observe(document, { subtree: true, attributeFilter: ['hidden'] });
})()`;
