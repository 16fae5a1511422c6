import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../server/live/live-events.ts';
import { liveProtocol } from '../../server/live/live-events.ts';
import type { Browser } from './browser.ts';

export type DemoSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const PATIENCE_MS = 15_000;

/** The live connection that a page of this browser would open. */
export async function connectLive(
  url: string,
  browser: Browser,
  as: 'device' | 'account',
): Promise<DemoSocket> {
  const socket: DemoSocket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { Cookie: browser.cookieHeader() },
    auth: { protocol: liveProtocol, as },
    reconnectionDelayMax: 1000,
  });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no live connection')), PATIENCE_MS);
    socket.once('connect', () => {
      clearTimeout(late);
      resolve();
    });
  });
  return socket;
}
