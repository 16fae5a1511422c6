import { setTimeout as pause } from 'node:timers/promises';
import { countArrivals } from '../../server/checkins/arrivals.ts';
import { benchServer } from './bench-server.ts';
import { badgesOf, DASHBOARDS, PER_SECOND, scanBadges, watchFair } from './door-load.ts';
import { loader } from './load.ts';
import { median, report } from './report.ts';

const ROUNDS = 3;
const SCANS = PER_SECOND * 10;
/** Longer than a frame may wait. */
const UNTIL_QUIET_MS = 1500;

/** What reaches the sockets of five hundred control rooms, against one frame for each scan and control room. */
export async function benchFrames(): Promise<void> {
  const server = await benchServer(ROUNDS * SCANS);
  const next = badgesOf(server);
  const load = loader();
  const watchers = loader();
  try {
    await watchFair(watchers, server, DASHBOARDS);
    const frames: number[] = [];
    const right: number[] = [];
    let ownDelay = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await watchers.run({ do: 'count' });
      await scanBadges(load, server, next(SCANS));
      await pause(UNTIL_QUIET_MS);
      const heard = await watchers.run({ do: 'count' });
      const arrived = await countArrivals(server.fair._id, server.fair.days[0]!.date);
      frames.push(heard.frames);
      right.push(heard.shown.filter((shown) => shown === arrived).length);
      ownDelay = Math.max(ownDelay, heard.ownDelayMs);
    }
    const common = { bench: 'frames', store: server.running.store.kind, rounds: ROUNDS };
    report({
      ...common,
      figure: `frames at the sockets of ${DASHBOARDS} dashboards during ${SCANS} scans at ${PER_SECOND}/s`,
      value: median(frames),
      unit: 'frames',
      sibling: 'one for each scan and dashboard',
      siblingValue: SCANS * DASHBOARDS,
      allowed: (SCANS * DASHBOARDS) / 10,
    });
    report({
      ...common,
      figure: 'dashboards that show what is in the store afterwards, fewest',
      value: Math.min(...right),
      unit: 'dashboards',
      sibling: 'open',
      siblingValue: DASHBOARDS,
    });
    report({
      ...common,
      figure: 'the dashboards’ process’s own delay, worst',
      value: ownDelay,
      unit: 'ms',
      sibling: 'between two frames',
      siblingValue: 250,
    });
  } finally {
    load.stop();
    watchers.stop();
    await server.stop();
  }
}
