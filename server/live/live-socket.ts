import type { Server, Socket } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from './live-events.ts';
import type { ChangeKind, FactOf, LiveEvent } from './live-publisher.ts';
import type { LiveIdentity, RoomRequest } from './live-rooms.ts';

/** What one process says to the others. */
export interface BetweenServers {
  'room:send': (room: string, event: LiveEvent, fact: FactOf<LiveEvent>) => void;
  'account:recheck': (accountId: string) => void;
  'fair:changed': (fairId: string, kinds: readonly ChangeKind[]) => void;
}

export interface SocketData {
  identity: LiveIdentity;
  /** Rooms by name, so that access can be asked again. */
  joined: Map<string, RoomRequest>;
}

export type LiveServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  BetweenServers,
  SocketData
>;
export type LiveSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  BetweenServers,
  SocketData
>;
