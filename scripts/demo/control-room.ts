import { setTimeout as pause } from 'node:timers/promises';
import type { DashboardFrame } from '../../server/live/live-events.ts';
import type { Browser } from './browser.ts';
import { connectLive } from './live-socket.ts';

export interface ControlRoom {
  /** The newest frame that was pushed, or null before the first. */
  lastFrame(): DashboardFrame | null;
  /** Until a while has passed without a frame. */
  quiet(): Promise<void>;
  close(): void;
}

const QUIET_MS = 1200;

/** An open control room: joins the team's room as its page does, again after each reconnect, and keeps the newest frame. */
export async function watchControlRoom(
  url: string,
  browser: Browser,
  fairId: string,
): Promise<ControlRoom> {
  const socket = await connectLive(url, browser, 'account');
  let last: DashboardFrame | null = null;
  let changedAt = performance.now();
  socket.on('dashboard:changed', (frame) => {
    last = frame;
    changedAt = performance.now();
  });
  const join = () => socket.emitWithAck('room:join', { room: 'team', fairId });
  socket.on('connect', () => void join());
  const joined = await join();
  if (!joined.ok) throw new Error('the organizer may not watch the control room');
  return {
    lastFrame: () => last,
    async quiet() {
      while (performance.now() - changedAt < QUIET_MS) await pause(100);
    },
    close: () => void socket.close(),
  };
}
