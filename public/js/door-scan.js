import { fairClock } from './door-clock.js';
import { doorChip } from './door-chip.js';
import { followDoor } from './door-counters.js';
import { doorLine } from './door-line.js';
import { doorScreen } from './door-screen.js';
import { whenSettled } from './door-settled.js';
import { within } from './within.js';

/** Longer than the line and the list take together at their slowest. */
const LONGEST_MS = 20_000;

const page = document.querySelector('[data-door]');
if (page instanceof HTMLElement) open(page);

/** Whatever breaks underneath, a scan ends in an answer. */
const noAnswer = { outcome: 'error', text: 'No answer came.' };

/** @param {HTMLElement} page */
function open(page) {
  const { door, fairId = '', deviceId = '', csrf = '' } = page.dataset;
  const base = `/desk/${door}`;
  const clock = fairClock({ now: page.dataset.now ?? '', speed: Number(page.dataset.speed) });
  const line = doorLine({ base, csrf });
  const chip = doorChip(page);
  /** @type {ReturnType<typeof import('./door-offline.js').offlineDoor>} */
  let offline = null;
  let ended = false;
  void whenSettled(async () => {
    const { offlineDoor } = await import('./door-offline.js');
    offline = ended ? null : offlineDoor({ base, deviceId, line, clock, chip });
  });
  const screen = doorScreen(page, {
    submit: async (message) =>
      (await within(LONGEST_MS, (offline ?? line).submit(message))) ?? noAnswer,
    undo: line.undo,
    markTeam,
    now: clock.now,
  });
  followDoor({ page, base, fairId, line, clock, chip, onEnd: end });

  /**
   * @param {string} enrollmentId
   * @returns {Promise<import('./door-screen.js').Result>}
   */
  async function markTeam(enrollmentId) {
    const sent = await line.post('/employer-arrivals', { enrollmentId }).catch(() => null);
    if (!sent?.body.ok) return { outcome: 'error', text: sent?.body.error };
    return { outcome: 'employer_code', employerArrived: true, text: sent.body.text };
  }

  function end() {
    if (ended) return;
    ended = true;
    void offline?.end();
    screen.end();
  }
}
