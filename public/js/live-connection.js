import { io } from '/socket.io/socket.io.esm.min.js';
import { liveView } from './live-state.js';

const pollMs = 15_000;
const answerMs = 4_000;

/** @type {Record<string, { event: string, frames: 'numbered' | 'newest' | 'hint' }>} */
const rooms = {
  team: { event: 'dashboard:changed', frames: 'numbered' },
  desks: { event: 'desks:changed', frames: 'numbered' },
  public: { event: 'booths:changed', frames: 'newest' },
  employer: { event: 'employer:changed', frames: 'hint' },
  graduate: { event: 'graduate:changed', frames: 'hint' },
};

/**
 * Keeps an element up to date: frames while the line is up, the snapshot after each connect, after a loss, and every
 * 15 s while it is down. `data-live` of the element is `on` or `off`. When access has ended, following stops, `data-ended`
 * says why and the element hears `live:ended`. Who knows that time alone has changed the page sends `live:aged` there.
 * @template {{ seq?: number }} T
 * @param {object} follow
 * @param {HTMLElement} follow.element
 * @param {{ room: string, fairId?: string, enrollmentId?: string, registrationId?: string }} follow.room
 * @param {string} follow.snapshotUrl answers JSON: what `apply` takes, with its `seq`
 * @param {(state: T) => void} follow.apply
 * @param {'hint'} [follow.frames] the page reads more than the frames of its room say
 * @returns {() => void} stops following
 */
export function followFair({ element, room, snapshotUrl, apply, ...page }) {
  const { event, frames } = { ...rooms[room.room], ...page };
  const socket = liveSocket();
  const over = new AbortController();
  const view = liveView({ frames, readSnapshot, apply });
  let joined = false;

  const hear = {
    connect: join,
    disconnect: () => show(false),
    connect_error: () => show(false),
    'session:revoked': (/** @type {{ reason: string }} */ { reason }) => end(reason),
    [event]: view.takeFrame,
  };
  for (const [name, listener] of Object.entries(hear)) socket.on(name, listener);
  const polling = setInterval(tick, pollMs);
  element.addEventListener('live:aged', () => void view.refresh(), { signal: over.signal });
  show(false);
  if (socket.connected) void join();

  async function join() {
    const answer = await socket
      .timeout(answerMs)
      .emitWithAck('room:join', room)
      .catch(() => ({ ok: false }));
    if (over.signal.aborted || !socket.connected) return;
    show(answer.ok);
    // Refused or not, HTTP has the last word: it also says that access is over.
    void view.refresh();
  }

  function tick() {
    if (joined) return;
    void view.refresh();
    if (socket.connected) void join();
    else if (!socket.active) socket.connect();
  }

  async function readSnapshot() {
    const { signal } = over;
    const response = await fetch(snapshotUrl, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      redirect: 'manual',
      signal,
    });
    const signedOut = response.type === 'opaqueredirect';
    if (signedOut || [401, 403, 404].includes(response.status)) end('signed-out');
    return response.ok ? response.json() : null;
  }

  /** @param {boolean} live */
  function show(live) {
    joined = live;
    element.dataset.live = live ? 'on' : 'off';
  }

  function stop() {
    over.abort();
    clearInterval(polling);
    for (const [name, listener] of Object.entries(hear)) socket.off(name, listener);
    show(false);
  }

  /** @param {string} reason */
  function end(reason) {
    if (over.signal.aborted) return;
    stop();
    element.dataset.ended = reason;
    element.dispatchEvent(new CustomEvent('live:ended', { detail: { reason }, bubbles: true }));
  }

  return stop;
}

/** @type {ReturnType<typeof io> | undefined} */
let shared;

/** The page's one connection. Below `/desk/` it speaks for the paired device, elsewhere for who is signed in. */
export function liveSocket() {
  const as = location.pathname.startsWith('/desk/') ? 'device' : 'account';
  shared ??= io({
    transports: ['websocket'],
    auth: { protocol: 1, as },
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
    timeout: 4000,
  });
  return shared;
}
