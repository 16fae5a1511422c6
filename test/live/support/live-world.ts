import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { createLogger } from '../../../server/logger.ts';
import { startLive, type LiveOptions } from '../../../server/live/live-server.ts';
import { roomOf, type LiveIdentity, type RoomRequest } from '../../../server/live/live-rooms.ts';

export const quiet = createLogger('silent');
export const fairId = 'f'.repeat(24);
export const team: RoomRequest = { room: 'team', fairId };

/** A real server with Socket.IO, and a small guest list in place of the app: who is who, and who may follow what. */
export async function liveWorld(options: Partial<LiveOptions> = {}) {
  const people = new Map<string, LiveIdentity>([
    ['ann', { kind: 'account', accountId: 'ann' }],
    ['bob', { kind: 'account', accountId: 'bob' }],
    ['east', { kind: 'device', deviceId: 'east', fairId, role: 'steward' }],
    ['visitor', { kind: 'anyone' }],
  ]);
  const members = new Set(['ann', 'east']);
  const server = createServer((_req, res) => res.end('the app'));
  const live = await startLive({
    server,
    log: quiet,
    allowedOrigins: (origin, host) => origin === undefined || origin === `http://${host}`,
    identify: async ({ cookieHeader = '' }) => people.get(cookieHeader) ?? null,
    mayJoin: async (identity, request) =>
      request.room === 'public' || members.has(idOf(identity)) ? roomOf(request) : null,
    submitScan: async (_identity, scan) => ({ outcome: 'ok', name: scan.code }),
    undoScan: async () => ({ ok: true }),
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];

  return {
    live,
    url,
    people,
    members,
    /** A client with that person's cookie; it has not connected yet. */
    client(who: string, headers: Record<string, string> = {}, auth: object = {}): Socket {
      const socket = io(url, {
        forceNew: true,
        transports: ['websocket'],
        extraHeaders: { cookie: who, ...headers },
        auth,
        reconnectionDelay: 20,
        reconnectionDelayMax: 50,
      });
      sockets.push(socket);
      return socket;
    },
    async stop(): Promise<void> {
      for (const socket of sockets) socket.disconnect();
      await live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LiveWorld = Awaited<ReturnType<typeof liveWorld>>;

/** The first argument of the next such event; fails after two seconds. */
export function next<T = unknown>(socket: Socket, event: string, ms = 2000): Promise<T> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`no ${event} within ${ms} ms`)), ms);
    socket.once(event, (fact: T) => {
      clearTimeout(tooLate);
      resolve(fact);
    });
  });
}

export const ask = (socket: Socket, event: string, ...sent: unknown[]) =>
  socket.timeout(2000).emitWithAck(event, ...sent);

/** What a socket hears of an event from now on. */
export function heard<T>(socket: Socket, event: string): T[] {
  const facts: T[] = [];
  socket.on(event, (fact: T) => facts.push(fact));
  return facts;
}

export async function until(holds: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
    await pause(10);
  }
}

function idOf(identity: LiveIdentity): string {
  if (identity.kind === 'account') return identity.accountId;
  return identity.kind === 'device' ? identity.deviceId : '';
}
