import type { z } from 'zod';
import type { ScanMessage, ScanResult } from '../checkins/outcome.ts';
import { scanMessage } from '../checkins/scan.ts';
import type { Logger } from '../logger.ts';
import type { FanOut } from './fan-out.ts';
import type { JoinAnswer, UndoMessage, UndoResult } from './live-events.ts';
import { roomRequest, undoMessage } from './live-messages.ts';
import { memberRoom, type LiveIdentity, type RoomRequest } from './live-rooms.ts';
import type { LiveSocket } from './live-socket.ts';
import { messageBudget, type Allowance, type MessageBudget } from './message-budget.ts';

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

/**
 * Answers the messages of sockets. Nothing that a client sends, and no failure behind it, leaves this function. What is
 * answered is said once for all, and each socket has one listener: thousands of dashboards stand idle.
 */
export function answerSockets(app: LiveQuestions, fan: FanOut, log: Logger) {
  const messages = messagesFor(app, fan);

  return (socket: LiveSocket): void => {
    const { kind } = socket.data.identity;
    let budget: MessageBudget | undefined;

    async function answer(event: string, message: AnyMessage, sent: unknown[]): Promise<void> {
      const say = sent.at(-1);
      if (typeof say !== 'function') return;
      budget ??= messageBudget(kind === 'device' ? deviceAllowance : pageAllowance, () =>
        performance.now(),
      );
      if (!budget.take()) {
        say(message.tooMany);
        if (budget.refused() > refusalsUntilCut) socket.disconnect(true);
        return;
      }
      const read = message.schema.safeParse(sent[0]);
      if (!read.success) return say(message.unreadable);
      try {
        say(await message.handle(read.data as never, socket));
      } catch (error) {
        log.error({ error, event }, 'a live message failed');
        say(message.failed);
      }
    }

    socket.onAny((event: string, ...sent: unknown[]) => {
      const message = messages.get(event);
      if (message) void answer(event, message, sent);
    });
  };
}

function messagesFor(app: LiveQuestions, fan: FanOut): Map<string, AnyMessage> {
  const submit: Message<ScanMessage, ScanResult> = {
    schema: scanMessage,
    handle: (scan, socket) => app.submitScan(socket.data.identity, scan),
    unreadable: { outcome: 'error', text: 'This scan could not be read by the server.' },
    tooMany: { outcome: 'error', text: 'Too many scans at once: wait a moment.' },
    failed: { outcome: 'error' },
  };
  const undo: Message<UndoMessage, UndoResult> = {
    schema: undoMessage,
    handle: (message, socket) => app.undoScan(socket.data.identity, message),
    unreadable: { ok: false, text: 'This scan cannot be undone.' },
    tooMany: { ok: false, text: 'Too many requests at once: wait a moment.' },
    failed: { ok: false, text: 'Something went wrong. Try again.' },
  };
  const join: Message<RoomRequest, JoinAnswer> = {
    schema: roomRequest,
    handle: (request, socket) => joinRoom(socket, request, app, fan),
    unreadable: { ok: false, reason: 'not-allowed' },
    tooMany: { ok: false, reason: 'too-many' },
    failed: { ok: false, reason: 'error' },
  };
  return new Map<string, AnyMessage>(
    Object.entries({ 'checkin:submit': submit, 'checkin:undo': undo, 'room:join': join }),
  );
}

/** One of them, whichever: what `schema` has read is what `handle` takes. */
type AnyMessage = Omit<Message<never, unknown>, 'schema'> & { schema: z.ZodType };

interface Message<M, A> {
  schema: z.ZodType<M>;
  handle(message: M, socket: LiveSocket): Promise<A>;
  unreadable: A;
  tooMany: A;
  failed: A;
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
