// The control room moves by itself: figures, chart and tables from each frame, the page's own drawing as the beginning.
import { arrivalsChart } from './arrivals-chart.js';
import { drawChart } from './draw-chart.js';
import { fillRows } from './fill-rows.js';
import { followFair } from './live-connection.js';
import { needsYou } from './needs-you.js';

/** @typedef {import('../../server/live/live-events.ts').DashboardFrame} Frame */

const room = /** @type {HTMLElement | null} */ (document.querySelector('[data-control-room]'));
if (room) follow(room);

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
  new MutationObserver(() => sayLive(room, chip)).observe(room, { attributeFilter: ['data-live'] });
  followFair({
    element: room,
    room: { room: 'team', fairId },
    snapshotUrl: snapshot,
    apply: (/** @type {Frame} */ frame) => {
      showFigures(room, frame);
      showTables(room, frame, (at) => clock.format(at));
      showLate(frame.missingEmployers);
      const chart = room.querySelector('[data-chart]');
      if (chart)
        drawChart(
          chart,
          arrivalsChart(frame.arrivedByFiveMinutes, (at) => clock.format(at)),
        );
    },
  });
}

/** @param {HTMLElement} room @param {HTMLElement} chip */
function sayLive(room, chip) {
  const on = room.dataset.live === 'on';
  chip.dataset.live = room.dataset.live;
  chip.textContent = on ? 'Live' : 'Not connected: figures may be old';
}

/** @param {HTMLElement} room @param {Frame} frame */
function showFigures(room, frame) {
  const figures = { ...frame, lastFive: frame.arrivedByFiveMinutes.at(-1)?.count ?? 0 };
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

/** @param {HTMLElement} room @param {Frame} frame @param {(at: Date) => string} clockOf */
function showTables(room, frame, clockOf) {
  const labels = new Map(
    [...room.querySelectorAll('[data-rows="bySegment"] tr')].map((row) => [
      row.getAttribute('data-key'),
      row.firstElementChild?.textContent ?? '',
    ]),
  );
  const n = (/** @type {number} */ value) => value.toLocaleString('en-US');
  fillRows(
    room,
    'byDesk',
    frame.byDesk.map((d) => [
      d.name,
      n(d.arrived),
      n(d.refused),
      d.lastScanAt ? clockOf(new Date(d.lastScanAt)) : '–',
    ]),
  );
  fillRows(
    room,
    'bySegment',
    frame.bySegment.map((s) => [labels.get(s.segment) ?? s.segment, n(s.arrived), n(s.expected)]),
    frame.bySegment.map((s) => s.segment),
  );
  fillRows(
    room,
    'refused',
    frame.refused.map((r) => [wordOf(r.outcome), n(r.count)]),
  );
  fillRows(
    room,
    'missingEmployers',
    frame.missingEmployers.map((e) => [e.name, e.boothCode ?? '–']),
  );
}

const wordOf = (/** @type {string} */ code) =>
  code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');
