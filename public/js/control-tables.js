// The tables of the control room, drawn anew from each frame.
import { fillRows } from './fill-rows.js';
import { missingRows } from './missing-rows.js';
import { refusalSentence } from './refusal-words.js';

/** @typedef {import('../../server/live/live-events.ts').DashboardFrame} Frame */

/** @param {HTMLElement} room @param {Frame} frame @param {(at: Date) => string} clockOf */
export function showTables(room, frame, clockOf) {
  const n = (/** @type {number} */ value) => value.toLocaleString('en-US');
  fillRows(
    room,
    'byDesk',
    frame.byDesk.map((d) => [
      d.name,
      n(d.arrived),
      n(d.refused),
      n(d.pending),
      d.lastScanAt ? clockOf(new Date(d.lastScanAt)) : '–',
    ]),
  );
  fillRows(
    room,
    'bySegment',
    frame.bySegment.map((s) => [s.label, n(s.arrived), n(s.expected)]),
    frame.bySegment.map((s) => s.segment),
  );
  fillRows(
    room,
    'refused',
    frame.refused.map((r) => [refusalSentence(r.outcome), n(r.count)]),
  );
  fillRows(
    room,
    'lastRefused',
    frame.lastRefused.map((r) => [clockOf(new Date(r.at)), r.desk, refusalSentence(r.outcome)]),
  );
  fillRows(
    room,
    'conflicts',
    frame.conflicts.latest.map((c) => [
      clockOf(new Date(c.at)),
      c.desk,
      c.kind === 'twice' ? 'Let in twice' : 'Let in, though refused',
    ]),
  );
  fillRows(
    room,
    'zones',
    frame.zones.map((z) => [z.name, n(z.inside), z.capacity === null ? '–' : n(z.capacity)]),
  );
  const base = room.dataset.base ?? '';
  fillRows(
    room,
    'missingEmployers',
    missingRows(frame).map((e) => [
      { text: e.name, href: `${base}/applications/${e.enrollmentId}` },
      e.boothCode ?? '–',
      e.call,
    ]),
  );
}
