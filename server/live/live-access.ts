import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { liveProtocol } from './live-events.ts';
import { accountRoom, sameIdentity, type LiveIdentity } from './live-rooms.ts';
import type { LiveQuestions } from './live-handlers.ts';
import type { LiveServer, LiveSocket } from './live-socket.ts';

export interface AccessQuestions extends Pick<LiveQuestions, 'mayJoin'> {
  /** Null refuses the connection. */
  identify(handshake: { cookieHeader?: string; auth: unknown }): Promise<LiveIdentity | null>;
}

/** Asks who a socket is when it connects, and whether that still holds while it stays. */
export function liveAccess(io: LiveServer, app: AccessQuestions, log: Logger) {
  const whoIs = ({ handshake }: LiveSocket) =>
    app.identify({ cookieHeader: handshake.headers.cookie, auth: handshake.auth });

  async function stillAllowed(socket: LiveSocket): Promise<boolean> {
    const identity = await whoIs(socket);
    if (!identity || !sameIdentity(identity, socket.data.identity)) return false;
    socket.data.identity = identity;
    for (const [room, request] of socket.data.joined)
      if ((await app.mayJoin(identity, request)) !== room) return false;
    return true;
  }

  /** A store that cannot answer sends nobody away. */
  async function recheckSocket(socket: LiveSocket): Promise<void> {
    try {
      if (await stillAllowed(socket)) return;
      socket.emit('session:revoked', { reason: 'revoked' });
      socket.disconnect(true);
    } catch (error) {
      log.warn({ error }, 'access of a live connection could not be asked again');
    }
  }

  return {
    async admit(socket: LiveSocket, next: (refusal?: Error) => void): Promise<void> {
      try {
        const { protocol = liveProtocol } = socket.handshake.auth;
        if (protocol !== liveProtocol) return next(new Error('unknown protocol'));
        const identity = await whoIs(socket);
        if (!identity) return next(new Error('not allowed'));
        socket.data = { identity, joined: new Map() };
        next();
      } catch (error) {
        log.error({ error }, 'a live connection could not be identified');
        next(new Error('error'));
      }
    },

    async recheckAccount(accountId: string): Promise<void> {
      const { sockets, adapter } = io.of('/');
      for (const id of [...(adapter.rooms.get(accountRoom(accountId)) ?? [])]) {
        const socket = sockets.get(id);
        if (socket) await recheckSocket(socket);
      }
    },

    /** Finds sessions that have run out, and revocations that another process could not tell of. */
    async recheckAll(): Promise<void> {
      for (const socket of [...io.of('/').sockets.values()]) {
        if (socket.data.identity.kind === 'anyone' || !socket.connected) continue;
        await recheckSocket(socket);
        await nextTurn();
      }
    },
  };
}
