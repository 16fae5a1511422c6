import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Logger } from '../logger.ts';
import { fanOut } from './fan-out.ts';
import type { FairFeed } from './fair-feed.ts';
import { liveAccess, type AccessQuestions } from './live-access.ts';
import { answerSockets, type LiveQuestions } from './live-handlers.ts';
import { socketPublisher, type ChangeKind, type LivePublisher } from './live-publisher.ts';
import { accountRoom, deviceRoom } from './live-rooms.ts';
import type { LiveServer, LiveSocket } from './live-socket.ts';
import { connectRedis } from './redis-adapter.ts';

export interface LiveOptions extends AccessQuestions, LiveQuestions {
  server: HttpServer;
  redisUrl?: string;
  log: Logger;
  /** `origin` is undefined for programs that are no browsers. */
  allowedOrigins(origin: string | undefined, host: string | undefined): boolean;
  /** How often the access of every socket is asked again. */
  sweepMs?: number;
}

export interface Live {
  publisher: LivePublisher;
  /** From now on `publisher.fairChanged` and what other processes tell reach this feed. */
  connectFeed(feed: FairFeed): void;
  tellOthers(fairId: string, kinds: readonly ChangeKind[]): void;
  recheck(accountId: string): Promise<void>;
  /** Sockets of this process. */
  connected(): number;
  /** Says goodbye and cuts every socket; the HTTP server stays. */
  close(): Promise<void>;
}

/** Call it before the server listens: Socket.IO puts itself in front of the request listeners that are there by then. */
export async function startLive(options: LiveOptions): Promise<Live> {
  const { server, redisUrl, log, sweepMs = 60_000 } = options;
  let feed: FairFeed | undefined;
  const redis = redisUrl
    ? await connectRedis(redisUrl, log, () => feed?.repeatFrames())
    : undefined;
  let stopping = false;
  const io: LiveServer = new Server({
    ...limits,
    adapter: redis?.adapter,
    allowRequest: (request, decide) => decide(null, !stopping && fromHere(request, options)),
  });
  io.attach(server);

  const fan = fanOut(io);
  const access = liveAccess(io, options, log);
  io.use((socket, next) => void access.admit(socket, next));
  const listenTo = answerSockets(options, fan, log);
  io.on('connection', (socket) => {
    const room = ownRoom(socket);
    if (room) void socket.join(room);
    listenTo(socket);
  });

  const recheck = (accountId: string) => access.recheckAccount(accountId);
  const publisher = socketPublisher({
    io,
    fan,
    clustered: redis !== undefined,
    recheck: (accountId) => void recheck(accountId),
    fairChanged: (fairId, kinds) => feed?.fairChanged(fairId, kinds),
  });

  io.on('room:send', (room, event, fact) => fan.send(room, event, fact));
  io.on('account:recheck', (accountId) => void recheck(accountId));
  io.on('fair:changed', (fairId, kinds) => feed?.heardFromOthers(fairId, kinds));

  const sweeping = everySoOften(sweepMs, () => access.recheckAll());

  return {
    publisher,
    recheck,
    connectFeed: (given) => (feed = given),
    tellOthers(fairId, kinds) {
      if (redis) io.serverSideEmit('fair:changed', fairId, kinds);
    },
    connected: () => io.of('/').sockets.size,
    async close() {
      stopping = true;
      await Promise.all([sweeping.stop(), fan.settled()]);
      io.local.emit('server:stopping');
      // The transport is closed, not the session: browsers then come back by themselves.
      for (const socket of io.of('/').sockets.values()) socket.conn.close();
      await io.of('/').adapter.close();
      io.engine.close();
      redis?.close();
    },
  };
}

const limits = {
  // WebSocket alone: it needs no sticky sessions between processes, and where a network blocks it the pages ask
  // for snapshots and the door falls back to forms and its queue, which both have to exist anyway.
  transports: ['websocket' as const],
  // A dead line is noticed after eight seconds at most.
  pingInterval: 5000,
  pingTimeout: 3000,
  connectTimeout: 10_000,
  maxHttpBufferSize: 16_384,
  // No connectionStateRecovery: it restores rooms and sends what was missed before any access is asked, and
  // snapshots make it needless.
};

function fromHere({ headers }: IncomingMessage, { allowedOrigins, log }: LiveOptions): boolean {
  try {
    return allowedOrigins(headers.origin, headers.host);
  } catch (error) {
    // Thrown from here it would end the process, and a browser may come back before the app stands.
    log.warn({ error }, 'a live connection came too early or could not be checked');
    return false;
  }
}

function ownRoom({ data: { identity } }: LiveSocket): string | null {
  if (identity.kind === 'account') return accountRoom(identity.accountId);
  return identity.kind === 'device' ? deviceRoom(identity.deviceId) : null;
}

function everySoOften(ms: number, work: () => Promise<void>) {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  let stopped = false;
  const next = () => {
    timer = setTimeout(() => {
      running = work().finally(() => {
        if (!stopped) next();
      });
    }, ms).unref();
  };
  next();
  return {
    stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
