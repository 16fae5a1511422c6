import type { Page } from 'playwright-core';

const MOST_STOPS = 80;

/** Presses Tab until an element has the focus. Every stop on the way must show that it has it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const { seen, what } = await page.evaluate<{ seen: boolean; what: string }>(focusNow);
    if (!seen) throw new Error(`the focus cannot be seen at ${what}`);
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`no way by Tab to ${selector}`);
}

/** Chooses the answer that Tab comes to first. */
export async function pressSpaceAt(page: Page, name: string): Promise<void> {
  await tabTo(page, `input[name="${name}"]`);
  await page.keyboard.press('Space');
}

/** A ring of two pixels or more, around the element itself or the card that holds it. */
const focusNow = `(() => {
  const at = document.activeElement;
  const ringed = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  return { seen: ringed(at) || ringed(at.closest('label') ?? at), what: at.outerHTML.slice(0, 80) };
})()`;
