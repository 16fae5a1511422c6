import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LiveEvent, FactOf } from './live-publisher.ts';
import type { LiveServer, LiveSocket } from './live-socket.ts';
import type { ServerToClientEvents } from './live-events.ts';

const socketsPerSlice = 50;
const sliceOf = (room: string, slice: number) => `${room}#${slice}`;

/**
 * Sends to the sockets of this process, fifty at a time with a turn of the event loop between. One emit to a room
 * of 500 would let a scan that arrives meanwhile wait for all of them.
 */
export function fanOut(io: LiveServer) {
  const { adapter } = io.of('/');
  const slices = new Map<string, number>();
  const queues = new Map<string, Promise<void>>();
  adapter.on('delete-room', (room: string) => slices.delete(room));

  async function deliver<E extends LiveEvent>(room: string, event: E, fact: FactOf<E>) {
    // Socket.IO types the arguments of an event as a tuple; each of ours carries a single fact.
    const facts = [fact] as Parameters<ServerToClientEvents[E]>;
    let sent = 0;
    for (let slice = 0; slice < (slices.get(room) ?? 0); slice += 1) {
      if (!adapter.rooms.has(sliceOf(room, slice))) continue;
      if (sent++ > 0) await nextTurn();
      io.local.to(sliceOf(room, slice)).emit(event, ...facts);
    }
  }

  return {
    async admit(socket: LiveSocket, room: string): Promise<void> {
      if (socket.rooms.has(room)) return;
      let slice = 0;
      while ((adapter.rooms.get(sliceOf(room, slice))?.size ?? 0) >= socketsPerSlice) slice += 1;
      slices.set(room, Math.max(slices.get(room) ?? 0, slice + 1));
      await socket.join([room, sliceOf(room, slice)]);
    },

    /** Frames of one room leave in the order in which they were given, however long one takes. */
    send<E extends LiveEvent>(room: string, event: E, fact: FactOf<E>): void {
      const turn = (queues.get(room) ?? Promise.resolve())
        .then(() => deliver(room, event, fact))
        .finally(() => {
          if (queues.get(room) === turn) queues.delete(room);
        });
      queues.set(room, turn);
    },

    async settled(): Promise<void> {
      await Promise.all(queues.values());
    },
  };
}

export type FanOut = ReturnType<typeof fanOut>;
