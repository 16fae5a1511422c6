import type { Page } from 'playwright-core';
import { networkCable, type NetworkCable } from '../faults/network-cable.ts';
import { benchServer, type BenchServer } from './bench-server.ts';
import { openChromium, windowWith } from './chromium.ts';
import { badgesOf } from './door-load.ts';
import { badgePattern, fastCamera } from './fast-camera.ts';
import { followHeap, type HeapUse } from './heap-use.ts';
import { report } from './report.ts';

const HOURS = 8;
const SCANS_AN_HOUR = 1250;
/** Of them, so many while the line is down. */
const WITHOUT_LINE = 50;
/** The page's own timers run so many times faster: its hour has to pass while the scans of an hour are made. */
const SPEED = 40;
const AT_ONCE = 50;
const MOST_GROWTH_MB = 5;

interface Hour extends HeapUse {
  rows: number;
}

/** A scanner's page over a shift of eight hours, played fast: what it and its decoder hold after the first hour and after the last. */
export async function benchShift(): Promise<void> {
  const browser = await openChromium('shift');
  if (!browser) return;
  const server = await benchServer(HOURS * SCANS_AN_HOUR);
  const next = badgesOf(server);
  const cable = await networkCable(`http://127.0.0.1:${server.running.port}`);
  try {
    const context = await windowWith(browser, cable.url, server.device.cookie);
    await context.grantPermissions(['camera']);
    const page = await context.newPage();
    const heapUse = await followHeap(page);
    await page.addInitScript(fastCamera(SPEED));
    const listed = page.waitForResponse((response) => response.url().includes('/snapshot.json'));
    await page.goto(`/desk/${server.fair.slug}`);
    await (await listed).finished();
    const hours: Hour[] = [];
    for (let hour = 0; hour < HOURS; hour += 1) {
      await scanHour(page, cable, next(SCANS_AN_HOUR));
      const rows = await page.evaluate<number>('window.rowsKept()');
      hours.push({ ...(await heapUse()), rows });
    }
    reportHours(hours, await page.evaluate<number>('window.framesRead()'), server);
  } finally {
    await browser.close();
    await cable.remove();
    await server.stop();
  }
}

/** In the middle of it the line goes down for a while. */
async function scanHour(page: Page, cable: NetworkCable, codes: string[]): Promise<void> {
  const half = (codes.length - WITHOUT_LINE) / 2;
  await scanAll(page, codes.slice(0, half));
  cable.pull();
  await page.locator('[data-door-chip][data-live="off"]').waitFor();
  await scanAll(page, codes.slice(half, half + WITHOUT_LINE));
  cable.plugIn();
  await page.locator('[data-door-chip][data-live="on"]:not(:has-text("hand in"))').waitFor();
  await scanAll(page, codes.slice(half + WITHOUT_LINE));
}

/**
 * A page that had to wait may look at the badge before once more; that is answered, too.
 * @throws {Error} when a badge was not answered, or not by its place on the list
 */
async function scanAll(page: Page, codes: string[]): Promise<void> {
  for (let from = 0; from < codes.length; from += AT_ONCE) {
    const patterns = codes.slice(from, from + AT_ONCE).map(badgePattern);
    const outcomes = await page.evaluate<Record<string, number>>(
      `window.showBadges(${JSON.stringify(patterns)})`,
    );
    const right = ['ok', 'ok_offline', 'already'].reduce(
      (sum, each) => sum + (outcomes[each] ?? 0),
      0,
    );
    if (right !== patterns.length)
      throw new Error(`badges were answered ${JSON.stringify(outcomes)}`);
  }
}

function reportHours(hours: Hour[], frames: number, { running }: BenchServer): void {
  const [first, last] = [hours[0]!, hours.at(-1)!];
  const common = { bench: 'shift', store: running.store.kind, rounds: 1 };
  const megabytes = (bytes: number) => bytes / 1024 / 1024;
  for (const part of ['page', 'worker'] as const)
    report({
      ...common,
      unit: 'MB',
      allowed: MOST_GROWTH_MB,
      figure: `heap growth of the ${part} from the first to the last of ${HOURS} simulated hours, ${HOURS * SCANS_AN_HOUR} scans, ${frames} frames`,
      value: megabytes(last[part] - first[part]),
      sibling: 'in use after the first hour',
      siblingValue: megabytes(first[part]),
    });
  report({
    ...common,
    figure: 'rows in IndexedDB at the end of an hour, most',
    value: Math.max(...hours.map(({ rows }) => rows)),
    unit: 'rows',
    sibling: 'key and list',
    siblingValue: 2,
    allowed: 2,
  });
}
