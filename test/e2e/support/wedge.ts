import type { Page } from 'playwright-core';

const SHIFT = 8;
const FAST_MS = 3;

/**
 * A badge reader that poses as a keyboard with a US layout: fast keys with Shift for capitals, and Enter behind them.
 * The browser takes them for `gapMs` apart, however busy the machine is.
 */
export async function scanByWedge(page: Page, text: string, gapMs = FAST_MS): Promise<void> {
  const keys = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  for (const [at, character] of [...text].entries()) {
    const { code, shift } = positionOf(character);
    const timestamp = start + (at * gapMs) / 1000;
    const key = { key: character, code, modifiers: shift ? SHIFT : 0, timestamp };
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', text: character, ...key });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    if (gapMs > FAST_MS) await page.waitForTimeout(gapMs);
  }
  const timestamp = start + (text.length * gapMs) / 1000;
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, timestamp };
  await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await keys.detach();
}

/** Where a character of a badge's code lies, and whether Shift is held for it. */
function positionOf(character: string): { code: string; shift: boolean } {
  if (/\d/.test(character)) return { code: `Digit${character}`, shift: false };
  if (/[-_]/.test(character)) return { code: 'Minus', shift: character === '_' };
  return { code: `Key${character.toUpperCase()}`, shift: /[A-Z]/.test(character) };
}
