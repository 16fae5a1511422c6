// The employer desk's list moves by itself: each change is a hint, the server draws the list anew.
import { followFair } from './live-connection.js';

const desk = /** @type {HTMLElement | null} */ (document.querySelector('[data-team-desk]'));
if (desk) follow(desk);

/** @param {HTMLElement} desk */
function follow(desk) {
  const { teamDesk: fairId = '', snapshot = '', lateIn } = desk.dataset;
  const chip = /** @type {HTMLElement} */ (desk.querySelector('[data-live-chip]'));
  const list = /** @type {HTMLElement} */ (desk.querySelector('[data-teams]'));
  new MutationObserver(() => {
    chip.dataset.live = desk.dataset.live;
    chip.textContent = desk.dataset.live === 'on' ? 'Live' : 'Not connected: may be old';
  }).observe(desk, { attributeFilter: ['data-live'] });
  followFair({
    element: desk,
    room: { room: 'public', fairId },
    snapshotUrl: snapshot,
    frames: 'hint',
    apply: (/** @type {{ seq?: number, html: string }} */ { html }) => showList(list, html),
  });
  // From then on whoever is missing is late, though nothing has happened. Longer than a day: another day's page.
  const wait = Number(lateIn);
  if (wait > 0 && wait < 86_400_000)
    setTimeout(() => desk.dispatchEvent(new Event('live:aged')), wait + 500);
}

/** @param {HTMLElement} list @param {string} html */
function showList(list, html) {
  const drawn = new DOMParser().parseFromString(html, 'text/html').body;
  if (drawn.innerHTML.replaceAll(token, '') === list.innerHTML.replaceAll(token, '')) return;
  const held = nameOf(document.activeElement);
  list.replaceChildren(...drawn.childNodes);
  if (held === '') return;
  for (const each of list.querySelectorAll('a, button'))
    if (nameOf(each) === held) /** @type {HTMLElement} */ (each).focus();
}

/** The mask of the form's token is another in each drawing. */
const token = /name="_csrf" value="[^"]*"/g;

/** What somebody holds with the keyboard is held again in the new drawing. @param {Element | null} element */
const nameOf = (element) => (element?.matches('[data-teams] *') ? element.textContent : '');
