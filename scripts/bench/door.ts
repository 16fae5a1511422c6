import { benchServer, type BenchServer } from './bench-server.ts';
import { loader, type Loader } from './load.ts';
import { median, percentile, report } from './report.ts';

const ROUNDS = 3;
const PER_SECOND = 50;
const SECONDS = 10;
const DASHBOARDS = 500;
const BURST_PER_SECOND = 200;
const BURST_SECONDS = 30;

/** Scans over Socket.IO at fifty a second, with five hundred live control rooms and with none; then a burst. */
export async function benchDoor(): Promise<void> {
  const scans = PER_SECOND * SECONDS;
  const burst = BURST_PER_SECOND * BURST_SECONDS;
  const server = await benchServer((2 * ROUNDS + 1) * scans + burst);
  const load = loader();
  const watchers = loader();
  let used = 0;
  const scan = async () => {
    const codes = server.badges.slice(used, (used += scans));
    return scanAll(load, server, codes, PER_SECOND);
  };
  try {
    await scan();
    const none: { p50: number[]; p99: number[] } = { p50: [], p99: [] };
    const many: { p50: number[]; p99: number[] } = { p50: [], p99: [] };
    let ownDelay = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [count, into] of [
        [0, none],
        [DASHBOARDS, many],
      ] as const) {
        await watch(watchers, server, count);
        const done = await scan();
        into.p50.push(percentile(done.ms, 0.5));
        into.p99.push(percentile(done.ms, 0.99));
        ownDelay = Math.max(ownDelay, done.ownDelayMs);
      }
    }
    const { kind: store } = server.running.store;
    const common = { bench: 'door', unit: 'ms', store, rounds: ROUNDS };
    report({
      ...common,
      figure: `scan p50 at ${PER_SECOND}/s with ${DASHBOARDS} dashboards`,
      value: median(many.p50),
      sibling: 'with none',
      siblingValue: median(none.p50),
    });
    report({
      ...common,
      figure: `scan p99 at ${PER_SECOND}/s with ${DASHBOARDS} dashboards`,
      value: median(many.p99),
      sibling: 'with none',
      siblingValue: median(none.p99),
    });
    report({
      ...common,
      figure: 'the load process’s own delay, worst',
      value: ownDelay,
      sibling: 'time between two scans',
      siblingValue: 1000 / PER_SECOND,
    });
    await watch(watchers, server, 0);
    const flood = await scanAll(load, server, server.badges.slice(used), BURST_PER_SECOND);
    report({
      ...{ ...common, rounds: 1 },
      figure: `scan p99 at ${BURST_PER_SECOND}/s for ${BURST_SECONDS} s, none refused`,
      value: percentile(flood.ms, 0.99),
      sibling: `at ${PER_SECOND}/s with none`,
      siblingValue: median(none.p99),
    });
  } finally {
    load.stop();
    watchers.stop();
    await server.stop();
  }
}

async function scanAll(
  load: Loader,
  { running, device }: BenchServer,
  codes: string[],
  perSecond: number,
) {
  const done = await load.run({
    do: 'scans',
    url: running.url,
    cookie: device.cookie,
    codes,
    perSecond,
  });
  if (done.errors) throw new Error(`${done.errors} of ${codes.length} scans were not accepted`);
  return done;
}

const watch = (watchers: Loader, { running, owner, fair }: BenchServer, count: number) =>
  watchers.run({
    do: 'dashboards',
    url: running.url,
    cookie: owner.cookie,
    fairId: String(fair._id),
    count,
  });
