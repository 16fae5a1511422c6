import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { benchServer, type BenchServer } from './bench-server.ts';
import { openChromium, windowWith } from './chromium.ts';
import { badgesOf, DASHBOARDS, PER_SECOND, scanBadges, watchFair } from './door-load.ts';
import { loader } from './load.ts';
import type { Done } from './load-work.ts';
import { followNumber, type Painted } from './painted-number.ts';
import { median, percentile, report } from './report.ts';

const ROUNDS = 3;
const SCANS = PER_SECOND * 10;
const UNTIL_QUIET_MS = 1500;

/** From a scan's leaving its device to its number's being painted in a control room, with five hundred others and with none. */
export async function benchPixel(): Promise<void> {
  const browser = await openChromium('pixel');
  if (!browser) return;
  const server = await benchServer((2 * ROUNDS + 1) * SCANS);
  const next = badgesOf(server);
  const load = loader();
  const watchers = loader();
  try {
    const page = await openControlRoom(
      await windowWith(browser, server.running.url, server.owner.cookie),
      server,
    );
    const paintedOf = await followNumber(page);
    const scan = async () => {
      const before = await paintedOf();
      const done = await scanBadges(load, server, next(SCANS));
      await pause(UNTIL_QUIET_MS);
      return toPixel(done, before.at(-1)!.shown, await paintedOf());
    };
    // The first round warms up.
    await scan();
    const alone: number[][] = [];
    const many: number[][] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [count, into] of [
        [0, alone],
        [DASHBOARDS, many],
      ] as const) {
        await watchFair(watchers, server, count);
        into.push(await scan());
      }
    reportPixels(server.running.store.kind, many, alone);
  } finally {
    load.stop();
    watchers.stop();
    await browser.close();
    await server.stop();
  }
}

function reportPixels(store: string, many: number[][], alone: number[][]): void {
  const mid = (rounds: number[][], share: number) =>
    median(rounds.map((each) => percentile(each, share)));
  for (const [name, share, goal] of [
    ['p50', 0.5, {}],
    ['p99', 0.99, { allowed: 450 }],
  ] as const)
    report({
      bench: 'pixel',
      store,
      rounds: ROUNDS,
      unit: 'ms',
      ...goal,
      figure: `${name} from scan to painted number at ${PER_SECOND}/s, with ${DASHBOARDS} more dashboards`,
      value: mid(many, share),
      sibling: 'with no other dashboard',
      siblingValue: mid(alone, share),
    });
}

async function openControlRoom(
  context: Awaited<ReturnType<typeof windowWith>>,
  { fair }: BenchServer,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/fairs/${fair.slug}/dashboard`);
  await page.locator('[data-control-room][data-live="on"]').waitFor();
  return page;
}

/** Milliseconds of each scan until a number was painted that counts it. */
function toPixel({ ms, sentAt }: Done, before: number, painted: Painted[]): number[] {
  const inOrder = sentAt
    .map((sent, at) => ({ sent, answered: sent + ms[at]! }))
    .sort((a, b) => a.answered - b.answered);
  return inOrder.map(({ sent }, at) => {
    const seen = painted.find(({ shown }) => shown >= before + at + 1);
    if (!seen) throw new Error(`the ${at + 1}th scan was never painted`);
    return seen.at - sent;
  });
}
