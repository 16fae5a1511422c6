import { keepPages } from './door-pages.js';
import { doorScreen } from './door-screen.js';
import { idleTimer } from './kiosk-parts.js';
import { practiceLine } from './practice-line.js';
import { practiceTasks } from './practice-tasks.js';

const ENDS_AFTER_MS = 10 * 60_000;

/**
 * The desk's screen with nobody behind it: the same camera, scanner, answers and sounds, and a line that ends here.
 * @param {HTMLElement} page
 */
export function openPractice(page) {
  const tasks = practiceTasks(page);
  const line = practiceLine({
    timeZone: page.dataset.zone ?? 'UTC',
    isOffline: () => checkbox?.checked === true,
    onDone: tasks.note,
  });
  const checkbox = /** @type {HTMLInputElement | null} */ (page.querySelector('[data-no-line]'));
  const screen = doorScreen(page, line);
  // A device that lies about in practice would take in nobody when the doors open.
  const idle = idleTimer(() => location.assign(page.dataset.leave ?? '/'));
  for (const touch of ['keydown', 'pointerdown'])
    addEventListener(touch, () => idle.restart(ENDS_AFTER_MS), { passive: true });
  idle.restart(ENDS_AFTER_MS);

  page.querySelector('[data-practice-badges]')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = /** @type {SubmitEvent} */ (event);
    if (submitter instanceof HTMLButtonElement) void screen.scan([submitter.value], 'form');
    scrollTo({ top: 0 });
  });
  for (const part of page.querySelectorAll('[data-practice-more]'))
    if (part instanceof HTMLElement) part.hidden = false;
  page.dataset.practiceOpen = 'yes';
  keepPages();
}
