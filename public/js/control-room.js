// The control room moves by itself: figures, chart and tables from each frame, the page's own drawing as the beginning.
import { arrivalsChart } from './arrivals-chart.js';
import { drawChart } from './draw-chart.js';
import { showTables } from './control-tables.js';
import { deskFives } from './desk-heat.js';
import { followFair } from './live-connection.js';
import { needsYou } from './needs-you.js';
import { kioskCalls } from './kiosk-calls.js';
import { waitReason, waitWord } from './wait-words.js';

/** @typedef {import('../../server/live/live-events.ts').DashboardFrame} Frame */

const room = /** @type {HTMLElement | null} */ (document.querySelector('[data-control-room]'));
if (room) {
  follow(room);
  noticeTime(room);
}

/** @param {HTMLElement} room */
function follow(room) {
  const { controlRoom: fairId = '', snapshot = '', zone = 'UTC' } = room.dataset;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
  });
  const chip = /** @type {HTMLElement} */ (room.querySelector('[data-live-chip]'));
  const showLate = needsYou(room);
  const showKiosks = kioskCalls(room);
  new MutationObserver(() => sayLive(room, chip)).observe(room, { attributeFilter: ['data-live'] });
  followFair({
    element: room,
    room: { room: 'team', fairId },
    snapshotUrl: snapshot,
    apply: (/** @type {Frame} */ frame) => {
      showFigures(room, frame);
      showTables(room, frame, (at) => clock.format(at));
      deskFives(room, frame, (at) => clock.format(at));
      showKiosks(frame, (at) => clock.format(at));
      showLate(frame.missingEmployers);
      showWait(room, frame.wait);
      const chart = room.querySelector('[data-chart]');
      if (chart)
        drawChart(
          chart,
          arrivalsChart(frame.arrivedByFiveMinutes, (at) => clock.format(at)),
        );
    },
  });
}

/** Some things change by time alone: a line dissolves, a team becomes late, a desk falls silent. @param {HTMLElement} room */
function noticeTime(room) {
  const { speed = '1' } = room.dataset;
  const age = () => room.dispatchEvent(new Event('live:aged'));
  setInterval(age, Math.max(5000, 60_000 / Number(speed)));
  const lateIn = Number(room.querySelector('[data-late-in]')?.getAttribute('data-late-in'));
  if (lateIn > 0 && lateIn < 86_400_000) setTimeout(age, lateIn + 500);
}

/** @param {HTMLElement} room @param {Frame['wait']} wait */
function showWait(room, wait) {
  const put = (/** @type {string} */ place, /** @type {string} */ text) => {
    const found = room.querySelector(`[data-${place}]`);
    if (found) found.textContent = text;
  };
  put('wait', waitWord(wait));
  put('wait-reason', waitReason(wait));
}

/** @param {HTMLElement} room @param {HTMLElement} chip */
function sayLive(room, chip) {
  const on = room.dataset.live === 'on';
  chip.dataset.live = room.dataset.live;
  chip.textContent = on ? 'Live' : 'Not connected: figures may be old';
}

/** @param {HTMLElement} room @param {Frame} frame */
function showFigures(room, frame) {
  const figures = {
    ...frame,
    lastFive: frame.arrivedByFiveMinutes.at(-1)?.count ?? 0,
    conflictsOpen: frame.conflicts.open,
  };
  for (const [name, value] of [
    ...Object.entries(figures),
    ...Object.entries(frame.mail).map(([k, v]) => [`mail.${k}`, v]),
  ]) {
    const place = room.querySelector(`[data-figure="${name}"]`);
    if (place && typeof value === 'number') place.textContent = value.toLocaleString('en-US');
  }
  const progress = /** @type {HTMLProgressElement | null} */ (
    room.querySelector('[data-progress]')
  );
  if (progress) Object.assign(progress, { max: frame.expected || 1, value: frame.arrived });
}
