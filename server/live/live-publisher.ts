import type { FanOut } from './fan-out.ts';
import type { ServerToClientEvents } from './live-events.ts';
import {
  accountRoom,
  deviceRoom,
  employerRoom,
  fairRoom,
  graduateRoom,
  memberRoom,
} from './live-rooms.ts';
import type { LiveServer } from './live-socket.ts';

/** What may have changed at a fair, so that only that is counted again. */
export const changeKinds = [
  'arrivals',
  'employers',
  'registrations',
  'visits',
  'mail',
  'devices',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export type LiveEvent = keyof ServerToClientEvents;
export type FactOf<E extends LiveEvent> = Parameters<ServerToClientEvents[E]>[0];

type Send = <E extends LiveEvent>(id: string, event: E, fact: FactOf<E>) => void;

/** The only way out to the browsers. Nothing else in the app sees Socket.IO. */
export interface LivePublisher {
  /** The first argument is the fair's id. */
  toTeam: Send;
  toDesks: Send;
  toPublic: Send;
  /** The first argument is the enrollment's id. */
  toEmployer: Send;
  /** The first argument is the registration's id. */
  toGraduate: Send;
  disconnectDevice(deviceId: string, reason?: string): void;
  disconnectAccount(accountId: string, reason?: string): void;
  /** Ends what an account follows of a fair's team and desks, and nothing else of it. */
  disconnectFairMember(fairId: string, accountId: string, reason?: string): void;
  /** Asks again, for each socket of the account, who it is and whether it may be where it is. */
  recheck(accountId: string): void;
  /** Totals may have changed; without `kinds`, any of them. */
  fairChanged(fairId: string, kinds?: readonly ChangeKind[]): void;
}

export interface Outlets {
  io: LiveServer;
  fan: FanOut;
  /** True when other processes hold sockets too. */
  clustered: boolean;
  recheck(accountId: string): void;
  fairChanged(fairId: string, kinds?: readonly ChangeKind[]): void;
}

export function socketPublisher({
  io,
  fan,
  clustered,
  recheck,
  fairChanged,
}: Outlets): LivePublisher {
  const to =
    (roomOf: (id: string) => string): Send =>
    (id, event, fact) => {
      fan.send(roomOf(id), event, fact);
      if (clustered) io.serverSideEmit('room:send', roomOf(id), event, fact);
    };

  function sendAway(room: string, reason: string): void {
    // Here at once, elsewhere when the adapter gets there: a stalled Redis must not keep a revoked device connected.
    for (const id of [...(io.of('/').adapter.rooms.get(room) ?? [])]) {
      const socket = io.of('/').sockets.get(id);
      socket?.emit('session:revoked', { reason });
      socket?.disconnect(true);
    }
    if (!clustered) return;
    io.to(room).emit('session:revoked', { reason });
    io.in(room).disconnectSockets(true);
  }

  return {
    toTeam: to((fairId) => fairRoom(fairId, 'team')),
    toDesks: to((fairId) => fairRoom(fairId, 'desks')),
    toPublic: to((fairId) => fairRoom(fairId, 'public')),
    toEmployer: to(employerRoom),
    toGraduate: to(graduateRoom),
    disconnectDevice: (deviceId, reason = 'revoked') => sendAway(deviceRoom(deviceId), reason),
    disconnectAccount: (accountId, reason = 'revoked') => sendAway(accountRoom(accountId), reason),
    disconnectFairMember: (fairId, accountId, reason = 'revoked') =>
      sendAway(memberRoom(fairId, accountId), reason),
    recheck(accountId) {
      recheck(accountId);
      if (clustered) io.serverSideEmit('account:recheck', accountId);
    },
    fairChanged,
  };
}

/** For scripts, which have no browsers to tell. */
export function silentPublisher(): LivePublisher {
  const nothing = () => {};
  return {
    toTeam: nothing,
    toDesks: nothing,
    toPublic: nothing,
    toEmployer: nothing,
    toGraduate: nothing,
    disconnectDevice: nothing,
    disconnectAccount: nothing,
    disconnectFairMember: nothing,
    recheck: nothing,
    fairChanged: nothing,
  };
}
