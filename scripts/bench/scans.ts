import { benchServer } from './bench-server.ts';
import { badgesOf, DASHBOARDS, PER_SECOND, scanAt, scanBadges, watchFair } from './door-load.ts';
import { loader } from './load.ts';
import { median, percentile, report } from './report.ts';

const ROUNDS = 3;
const SCANS = PER_SECOND * 10;
const BURST_PER_SECOND = 200;
const BURST_SECONDS = 30;

/** Scans over Socket.IO at fifty a second, with five hundred live control rooms and with none; then a burst. */
export async function benchScans(): Promise<void> {
  const burst = BURST_PER_SECOND * BURST_SECONDS;
  const server = await benchServer((2 * ROUNDS + 1) * SCANS + burst);
  const next = badgesOf(server);
  const load = loader();
  const watchers = loader();
  try {
    // The first round warms up.
    await scanBadges(load, server, next(SCANS));
    const none: { p50: number[]; p99: number[] } = { p50: [], p99: [] };
    const many: { p50: number[]; p99: number[] } = { p50: [], p99: [] };
    let ownDelay = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [count, into] of [
        [0, none],
        [DASHBOARDS, many],
      ] as const) {
        await watchFair(watchers, server, count);
        const done = await scanBadges(load, server, next(SCANS));
        into.p50.push(percentile(done.ms, 0.5));
        into.p99.push(percentile(done.ms, 0.99));
        ownDelay = Math.max(ownDelay, done.ownDelayMs);
      }
    }
    const { kind: store } = server.running.store;
    const common = { bench: 'scans', unit: 'ms', store, rounds: ROUNDS };
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
      allowed: Math.min(25, Math.max(2 * median(none.p99), median(none.p99) + 10)),
    });
    report({
      ...common,
      figure: 'the load process’s own delay, worst',
      value: ownDelay,
      sibling: 'time between two scans',
      siblingValue: 1000 / PER_SECOND,
    });
    await watchFair(watchers, server, 0);
    const flood = await scanAt(load, server, next(burst), BURST_PER_SECOND);
    const during = { ...common, rounds: 1 };
    const pace = `at ${BURST_PER_SECOND}/s for ${BURST_SECONDS} s`;
    report({
      ...during,
      figure: `scan p99 ${pace}`,
      value: percentile(flood.ms, 0.99),
      sibling: `at ${PER_SECOND}/s with none`,
      siblingValue: median(none.p99),
    });
    report({
      ...during,
      unit: 'scans',
      figure: `refused or without an answer ${pace}`,
      value: flood.errors,
      sibling: 'sent',
      siblingValue: burst,
      allowed: 0,
    });
  } finally {
    load.stop();
    watchers.stop();
    await server.stop();
  }
}
