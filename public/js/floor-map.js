// The floor map's marks move by themselves: whose team is here, in color, on the drawing and in the table in words.
import { followFair } from './live-connection.js';

const map = /** @type {HTMLElement | null} */ (document.querySelector('[data-floor-map]'));
if (map) follow(map);

/** @param {HTMLElement} map */
function follow(map) {
  const { floorMap: fairId = '', snapshot = '', lateIn } = map.dataset;
  const lateFrom = performance.now() + Number(lateIn ?? Infinity);
  /** @type {Set<string>} */
  let here = new Set();
  const show = () => showTeams(map, here, performance.now() >= lateFrom);
  new MutationObserver(() => sayLive(map)).observe(map, { attributeFilter: ['data-live'] });
  followFair({
    element: map,
    room: { room: 'public', fairId },
    snapshotUrl: snapshot,
    apply: (/** @type {{ seq?: number, arrivedEmployers: string[] }} */ { arrivedEmployers }) => {
      here = new Set(arrivedEmployers);
      show();
    },
  });
  // Longer than a browser's timers go means another day.
  if (lateIn !== undefined && Number(lateIn) < 86_400_000) setTimeout(show, Number(lateIn));
}

/** @param {HTMLElement} map */
function sayLive(map) {
  const chip = /** @type {HTMLElement} */ (map.querySelector('[data-live-chip]'));
  chip.dataset.live = map.dataset.live;
  chip.textContent = map.dataset.live === 'on' ? 'Live' : 'Not connected: marks may be old';
}

/**
 * @param {HTMLElement} map
 * @param {Set<string>} here codes of the booths whose teams are here
 * @param {boolean} late whether to say of the others that they are late
 */
function showTeams(map, here, late) {
  const drawn = new Set();
  for (const booth of map.querySelectorAll('[data-booth]')) {
    const code = booth.getAttribute('data-booth') ?? '';
    const state = here.has(code) ? 'here' : late ? 'late' : 'taken';
    drawn.add(code);
    booth.setAttribute('class', `booth booth--${state}`);
    fill(booth, '[data-mark]', state === 'taken' ? '' : state);
    fill(map, `[data-row="${code}"] [data-word]`, words[state]);
  }
  fill(map, '[data-figure="here"]', here.size.toLocaleString('en-US'));
  // A team stands where this drawing has nobody.
  const moved = [...here].some((code) => !drawn.has(code));
  /** @type {HTMLElement} */ (map.querySelector('[data-redrawn]')).hidden = !moved;
}

const words = { here: 'Here', late: 'Late', taken: 'Not here yet' };

/** @param {Element} place @param {string} selector @param {string} text */
function fill(place, selector, text) {
  const found = place.querySelector(selector);
  if (found && found.textContent !== text) found.textContent = text;
}
