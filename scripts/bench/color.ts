import type { Page } from 'playwright-core';
import { networkCable, type NetworkCable } from '../faults/network-cable.ts';
import { benchServer, type BenchServer } from './bench-server.ts';
import { openChromium, windowWith } from './chromium.ts';
import { badgesOf } from './door-load.ts';
import { percentile, report } from './report.ts';
import { openDesk, scanKinds, scanToColor, type ScanKind } from './scan-to-color.ts';

const ROUNDS = 3;
/** Of each kind in each round. */
const SCANS = 20;
const ADDED_MS = 200;
/** On the list that the device decides by. */
const PEOPLE = 16_000;

type Way = 'list' | 'server' | 'far server';
const ways: Way[] = ['list', 'server', 'far server'];

/** On a desk's page: from the last key of a code to the painted answer, by the device's own list, by the server, and by a far one. */
export async function benchColor(): Promise<void> {
  const browser = await openChromium('color');
  if (!browser) return;
  const server = await benchServer(PEOPLE);
  const next = badgesOf(server);
  const cable = await networkCable(`http://127.0.0.1:${server.running.port}`);
  try {
    const page = await openDesk(
      await windowWith(browser, cable.url, server.device.cookie),
      server.fair.slug,
    );
    const times = new Map<string, number[]>();
    for (let round = 0; round < ROUNDS; round += 1)
      for (const way of ways) {
        await change(cable, page, way);
        for (const kind of scanKinds) {
          const ms = times.get(`${way} ${kind}`) ?? [];
          times.set(`${way} ${kind}`, ms);
          for (const code of next(SCANS))
            ms.push(await scanToColor(page, kind, codeFor(server, kind, code)));
        }
      }
    await change(cable, page, 'server');
    for (const kind of scanKinds) reportKind(kind, (way) => times.get(`${way} ${kind}`)!, server);
  } finally {
    await browser.close();
    await cable.remove();
    await server.stop();
  }
}

const codeFor = ({ shortCodes }: BenchServer, kind: ScanKind, token: string): string =>
  kind === 'typed' ? shortCodes.get(token)! : token;

/** Until the page itself has noticed. */
async function change(cable: NetworkCable, page: Page, way: Way): Promise<void> {
  cable.setDelay(way === 'far server' ? ADDED_MS / 2 : 0);
  if (way === 'list') cable.pull();
  else cable.plugIn();
  const live = way === 'list' ? 'off' : 'on';
  await page.locator(`[data-door-chip][data-live="${live}"]:not(:has-text("hand in"))`).waitFor();
}

function reportKind(
  kind: ScanKind,
  timesOf: (way: Way) => number[],
  { running }: BenchServer,
): void {
  const common = { bench: 'color', unit: 'ms', store: running.store.kind, rounds: ROUNDS };
  const direct = timesOf('server');
  const sibling = 'from the server, nothing added';
  const shares = [
    ['p50', 0.5],
    ['p95', 0.95],
    ['slowest', 1],
  ] as const;
  for (const [name, share] of shares)
    report({
      ...common,
      figure: `${name} from the last key to the answer, ${kind}, from the device’s list of ${PEOPLE}`,
      value: percentile(timesOf('list'), share),
      sibling,
      siblingValue: percentile(direct, share),
      allowed: 300,
    });
  for (const [name, share] of shares.slice(0, 2))
    report({
      ...common,
      figure: `${name} from the last key to the answer, ${kind}, from the server with ${ADDED_MS} ms added to the way there and back`,
      value: percentile(timesOf('far server'), share),
      sibling,
      siblingValue: percentile(direct, share),
      allowed: 1000,
    });
}
