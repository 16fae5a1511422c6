import { clock as clockWords } from './door-time.js';
import { kioskCalls } from './kiosk-calls.js';
import { liveView } from './live-state.js';

const POLL_MS = 30_000;
const JOIN_MS = 4000;

/**
 * Keeps the counters, the chip that says how the line is, and the word that the doors are shut.
 * @param {object} door
 * @param {HTMLElement} door.page
 * @param {string} door.base
 * @param {string} door.fairId
 * @param {ReturnType<typeof import('./door-line.js').doorLine>} door.line
 * @param {{ anchor(heard: { now: string, speed: number }): void }} door.clock
 * @param {ReturnType<typeof import('./door-chip.js').doorChip>} door.chip
 * @param {(reason: string) => void} door.onEnd access is over
 */
export function followDoor({ page, base, fairId, line, clock, chip, onEnd }) {
  const { socket } = line;
  const showKiosks = kioskCalls(page, page.dataset.csrf);
  const view = liveView({ frames: 'numbered', readSnapshot, apply });
  const polling = setInterval(() => void view.refresh(), POLL_MS);

  socket.on('connect', join);
  socket.on('disconnect', () => chip.setLive(false));
  socket.on('desks:changed', (/** @type {any} */ frame) => void view.takeFrame(frame));
  socket.on('session:revoked', (/** @type {{ reason: string }} */ { reason }) => end(reason));
  chip.setLive(false);
  void view.refresh();

  async function join() {
    const answer = await socket
      .timeout(JOIN_MS)
      .emitWithAck('room:join', { room: 'desks', fairId })
      .catch(() => ({ ok: false }));
    chip.setLive(answer.ok && socket.connected);
    void view.refresh();
  }

  async function readSnapshot() {
    const response = await fetch(`${base}/state.json`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
    });
    if (response.status === 403 || response.status === 404) end('revoked');
    if (!response.ok) return null;
    const state = await response.json();
    clock.anchor(state);
    return state;
  }

  /** @param {import('../../server/live/live-events.ts').DesksState & { doorsOpen?: boolean }} state */
  function apply({ arrived, expected, doorsOpen, ...kiosks }) {
    for (const [name, value] of Object.entries({ arrived, expected })) {
      const figure = page.querySelector(`[data-figure="${name}"]`);
      if (figure) figure.textContent = value.toLocaleString('en-US');
    }
    showKiosks(kiosks, (at) => clockWords(at.getTime(), { timeZone: page.dataset.zone ?? 'UTC' }));
    const shut = page.querySelector('[data-doors-shut]');
    if (shut instanceof HTMLElement && doorsOpen !== undefined) shut.hidden = doorsOpen;
  }

  /** @param {string} reason */
  function end(reason) {
    clearInterval(polling);
    socket.disconnect();
    chip.end();
    onEnd(reason);
  }
}
