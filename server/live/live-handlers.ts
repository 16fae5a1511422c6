import type { z } from 'zod';
import type { ScanMessage, ScanResult } from '../checkins/outcome.ts';
import { scanMessage } from '../checkins/scan.ts';
import type { Logger } from '../logger.ts';
import type { FanOut } from './fan-out.ts';
import type { JoinAnswer, UndoMessage, UndoResult } from './live-events.ts';
import { roomRequest, undoMessage } from './live-messages.ts';
import { memberRoom, type LiveIdentity, type RoomRequest } from './live-rooms.ts';
import type { LiveSocket } from './live-socket.ts';
import { messageBudget, type Allowance } from './message-budget.ts';

/** What sockets may ask of the app. */
export interface LiveQuestions {
  /** The room's name, or null when this is not theirs. */
  mayJoin(identity: LiveIdentity, room: RoomRequest): Promise<string | null>;
  submitScan(identity: LiveIdentity, scan: ScanMessage): Promise<ScanResult>;
  undoScan(identity: LiveIdentity, undo: UndoMessage): Promise<UndoResult>;
}

// A device that was offline sends hundreds of scans in a second; a person opens a page now and then.
const deviceAllowance: Allowance = { burst: 2000, perSecond: 500 };
const pageAllowance: Allowance = { burst: 40, perSecond: 4 };
const refusalsUntilCut = 1000;
const roomsPerSocket = 8;

/** Answers a socket's messages. Nothing that a client sends, and no failure behind it, leaves this function. */
export function listenTo(socket: LiveSocket, app: LiveQuestions, fan: FanOut, log: Logger): void {
  const { identity } = socket.data;
  const budget = messageBudget(identity.kind === 'device' ? deviceAllowance : pageAllowance, () =>
    performance.now(),
  );

  function on<M, A>(event: string, message: Message<M, A>): void {
    const answered = async (sent: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      if (!budget.take()) {
        answer(message.tooMany);
        if (budget.refused() > refusalsUntilCut) socket.disconnect(true);
        return;
      }
      const read = message.schema.safeParse(sent);
      if (!read.success) return answer(message.unreadable);
      try {
        answer(await message.handle(read.data));
      } catch (error) {
        log.error({ error, event }, 'a live message failed');
        answer(message.failed);
      }
    };
    (socket as unknown as Listening).on(event, (...sent) => void answered(sent[0], sent.at(-1)));
  }

  on('checkin:submit', {
    schema: scanMessage,
    handle: (scan) => app.submitScan(socket.data.identity, scan),
    unreadable: { outcome: 'error', text: 'This scan could not be read by the server.' },
    tooMany: { outcome: 'error', text: 'Too many scans at once: wait a moment.' },
    failed: { outcome: 'error' },
  } satisfies Message<ScanMessage, ScanResult>);

  on('checkin:undo', {
    schema: undoMessage,
    handle: (undo) => app.undoScan(socket.data.identity, undo),
    unreadable: { ok: false, text: 'This scan cannot be undone.' },
    tooMany: { ok: false, text: 'Too many requests at once: wait a moment.' },
    failed: { ok: false, text: 'Something went wrong. Try again.' },
  } satisfies Message<UndoMessage, UndoResult>);

  on('room:join', {
    schema: roomRequest,
    handle: (request) => joinRoom(socket, request, app, fan),
    unreadable: { ok: false, reason: 'not-allowed' },
    tooMany: { ok: false, reason: 'too-many' },
    failed: { ok: false, reason: 'error' },
  } satisfies Message<RoomRequest, JoinAnswer>);
}

interface Message<M, A> {
  schema: z.ZodType<M>;
  handle(message: M): Promise<A>;
  unreadable: A;
  tooMany: A;
  failed: A;
}

/** A socket as it is before its messages have been checked: Socket.IO's types promise more than a client keeps. */
interface Listening {
  on(event: string, listener: (...sent: unknown[]) => void): void;
}

async function joinRoom(
  socket: LiveSocket,
  request: RoomRequest,
  app: LiveQuestions,
  fan: FanOut,
): Promise<JoinAnswer> {
  const { identity, joined } = socket.data;
  if (joined.size >= roomsPerSocket) return { ok: false, reason: 'too-many' };
  // Before asking: somebody who is removed while the question is under way is then still found and sent away.
  if (identity.kind === 'account' && 'fairId' in request && request.room !== 'public')
    await socket.join(memberRoom(request.fairId, identity.accountId));

  const room = await app.mayJoin(identity, request);
  if (room === null || !socket.connected) return { ok: false, reason: 'not-allowed' };
  joined.set(room, request);
  await fan.admit(socket, room);
  return { ok: true };
}
