import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Socket } from 'socket.io-client';
import { connectSocket } from './load-socket.ts';
import { nothingDone, type DashboardWork, type Done } from './load-work.ts';

interface Dashboard {
  socket: Socket;
  shown: number;
}

/** Opened at the same time. */
const LANES = 8;
const open: Dashboard[] = [];
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let frames = 0;

/** Control rooms without a screen: each has its own connection and is in the team's room. */
export async function openDashboards(work: DashboardWork): Promise<Done> {
  if (!work.more) for (const { socket } of open.splice(0)) socket.close();
  let left = work.count;
  const lane = async () => {
    while (left-- > 0) open.push(await openDashboard(work));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  countFrames();
  return nothingDone();
}

async function openDashboard({ url, cookie, fairId }: DashboardWork): Promise<Dashboard> {
  const socket = await connectSocket(url, cookie, {});
  const dashboard = { socket, shown: 0 };
  socket.onAny((_event, frame: { arrived?: number }) => {
    frames += 1;
    dashboard.shown = frame.arrived ?? dashboard.shown;
  });
  await socket.emitWithAck('room:join', { room: 'team', fairId });
  return dashboard;
}

export function countFrames(): Done {
  const heard = frames;
  const ownDelayMs = delay.max / 1e6;
  frames = 0;
  delay.reset();
  return { ...nothingDone(), ownDelayMs, frames: heard, shown: open.map(({ shown }) => shown) };
}
