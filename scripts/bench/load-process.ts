// Runs in a process of its own: sends requests or scans and reports how long each took, and how late it was itself.
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';

export type Work =
  | {
      do: 'requests';
      url: string;
      method: 'GET' | 'POST';
      headers: Record<string, string>;
      bodies: string[];
      atOnce: number;
    }
  | { do: 'scans'; url: string; cookie: string; codes: string[]; perSecond: number }
  | { do: 'dashboards'; url: string; cookie: string; fairId: string; count: number };

export interface Done {
  /** Milliseconds of each answer. */
  ms: number[];
  errors: number;
  /** Latest start of a paced send after its time, in milliseconds. */
  ownDelayMs: number;
}

const dashboards: Socket[] = [];

process.on('message', (work: Work) => void run(work).then((done) => process.send!(done)));
process.once('disconnect', () => process.exit(0));

function run(work: Work): Promise<Done> {
  if (work.do === 'requests') return sendRequests(work);
  if (work.do === 'scans') return sendScans(work);
  return openDashboards(work);
}

async function sendRequests(work: Extract<Work, { do: 'requests' }>): Promise<Done> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: work.atOnce });
  const bodies = [...work.bodies];
  const done: Done = { ms: [], errors: 0, ownDelayMs: 0 };
  const lane = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const began = performance.now();
      const status = await sendOne(work, agent, body);
      done.ms.push(performance.now() - began);
      if (status >= 400) done.errors += 1;
    }
  };
  await Promise.all(Array.from({ length: work.atOnce }, lane));
  agent.destroy();
  return done;
}

function sendOne(
  work: Extract<Work, { do: 'requests' }>,
  agent: http.Agent,
  body: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { method, headers } = work;
    const request = http.request(work.url, { method, agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
    request.end(body);
  });
}

async function sendScans(work: Extract<Work, { do: 'scans' }>): Promise<Done> {
  const socket = await connect(work.url, work.cookie, { as: 'device' });
  const done: Done = { ms: [], errors: 0, ownDelayMs: 0 };
  const start = performance.now();
  await Promise.all(
    work.codes.map(async (code, at) => {
      const due = start + (at * 1000) / work.perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      done.ownDelayMs = Math.max(done.ownDelayMs, performance.now() - due);
      const began = performance.now();
      const scan = {
        code,
        nonce: randomUUID(),
        scannedAt: new Date().toISOString(),
        mode: 'camera',
      };
      const answer = await socket
        .timeout(10_000)
        .emitWithAck('checkin:submit', scan)
        .catch(() => ({ outcome: 'error' }));
      done.ms.push(performance.now() - began);
      if (answer.outcome !== 'ok') done.errors += 1;
    }),
  );
  socket.close();
  return done;
}

async function openDashboards(work: Extract<Work, { do: 'dashboards' }>): Promise<Done> {
  for (const socket of dashboards.splice(0)) socket.close();
  for (let at = 0; at < work.count; at += 1) {
    const socket = await connect(work.url, work.cookie, {});
    await socket.emitWithAck('room:join', { room: 'team', fairId: work.fairId });
    dashboards.push(socket);
  }
  return { ms: [], errors: 0, ownDelayMs: 0 };
}

function connect(url: string, cookie: string, auth: object): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    auth: { protocol: 1, ...auth },
    extraHeaders: { cookie },
    forceNew: true,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}
