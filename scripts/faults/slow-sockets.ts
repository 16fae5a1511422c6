import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { checkScans } from './check-scans.ts';
import type { DeskDevice } from './desk-device.ts';
import type { Fault } from './fault.ts';
import type { Person } from './fill-store.ts';
import { openHall } from './hall.ts';
import { networkCable } from './network-cable.ts';
import { probe } from './probe.ts';
import { slowClients } from './slow-clients.ts';
import { spread } from './spread.ts';

const SOCKETS = 500;
const SHORT_SOCKETS = 100;
const PER_SECOND = 50;
/** Ping interval and timeout, then half a minute in which the client may say goodbye, and some seconds for a busy machine. */
const GONE_WITHIN_MS = 50_000;
const MOST_GROWTH_MB = 150;

/** Five hundred devices and control rooms whose line falls silent, and as many requests that never end, beside a door at work. */
export const slowSockets: Fault = async (run) => {
  const [count, seconds] = run.short ? [SHORT_SOCKETS, 3] : [SOCKETS, 30];
  const hall = await openHall(run, { people: 3 * seconds * PER_SECOND, devices: 2 });
  await hall.start();
  const desks = await hall.openDesks();
  const people = [...hall.fair.people];
  run.progress('the door alone');
  const alone = await scanFor(seconds, desks, people);
  const before = residentMegabytes(hall.server().pid);

  const cable = await networkCable(hall.url);
  const watchers = await openWatchers(count, cable.url, hall.fair);
  const slow = slowClients(hall.url, count);
  run.progress(`the door beside ${count} silent and ${count} slow ones`);
  cable.muffle();
  const beside = await scanFor(seconds, desks, people);
  const peak = residentMegabytes(hall.server().pid);
  const gone = await endedWithin(GONE_WITHIN_MS, () => cable.ended() >= count);
  const ended = cable.ended();
  const page = await probe(`${hall.url}/desk/${hall.fair.slug}`, {
    headers: { cookie: desks[0]!.cookie, accept: 'text/html' },
  });
  const after = await scanFor(Math.min(seconds, 5), desks, people);
  const slowCut = slow.cut();
  slow.close();
  watchers.forEach((socket) => socket.close());
  await cable.remove();

  const sent = desks.flatMap((desk) => desk.sent);
  const offline = sent.filter(({ told }) => told).length;
  desks.forEach((desk) => desk.close());
  const { lost, doubled, wrong } = checkScans(sent, await hall.read());
  await hall.remove();
  return {
    rounds: count,
    lost,
    doubled,
    wrong: [
      ...wrong,
      ...(ended >= count ? [] : [`only ${ended} of ${count} silent sockets were dropped`]),
      ...(page.status === 200 ? [] : [`the desk’s page answers ${page.status}`]),
      ...(peak - before <= MOST_GROWTH_MB
        ? []
        : [`memory grew by ${Math.round(peak - before)} MB for ${count} sockets`]),
    ],
    figures: {
      scans: sent.length,
      'decided offline': offline,
      'scan alone': spread(alone),
      'beside them': spread(beside),
      afterwards: spread(after),
      memory: `${Math.round(before)} to ${Math.round(peak)} MB`,
      'the silent ones gone after': `${Math.round(gone / 1000)} s`,
      'slow requests cut so far': slowCut,
    },
  };
};

/** How long each scan took, of so many seconds of people arriving. */
async function scanFor(seconds: number, desks: DeskDevice[], people: Person[]): Promise<number[]> {
  const start = performance.now();
  const scans = Array.from({ length: seconds * PER_SECOND }, async (_, at) => {
    await pause(Math.max(0, start + (at * 1000) / PER_SECOND - performance.now()));
    return desks[at % desks.length]!.scan(people.pop()!.token);
  });
  return (await Promise.all(scans)).map(({ decidedMs }) => decidedMs);
}

async function openWatchers(
  count: number,
  url: string,
  { fairId, owner }: { fairId: string; owner: { cookie: string } },
) {
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at += 1) {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { protocol: 1 },
      extraHeaders: { cookie: owner.cookie },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    await socket.emitWithAck('room:join', { room: 'team', fairId });
    sockets.push(socket);
  }
  return sockets;
}

/** Milliseconds until they are all gone; the time is over anyway after `ms`. */
async function endedWithin(ms: number, areGone: () => boolean): Promise<number> {
  const began = performance.now();
  while (!areGone() && performance.now() - began < ms) await pause(100);
  return performance.now() - began;
}

/** Linux only; 0 elsewhere. */
function residentMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
