import type { Page } from 'playwright-core';

const SHIFT = 8;

/** A badge reader that poses as a keyboard with a US layout: fast keys with Shift for capitals, and Enter behind them. */
export async function scanByWedge(page: Page, text: string): Promise<void> {
  const keys = await page.context().newCDPSession(page);
  for (const character of text) {
    const { code, shift } = positionOf(character);
    const key = { key: character, code, modifiers: shift ? SHIFT : 0 };
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', text: character, ...key });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
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
