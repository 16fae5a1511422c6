import { randomUUID } from 'node:crypto';

export const DEVICES = 4;
export const SCANS = 5000;
/** Badges that two devices have let in while neither knew of the other. */
export const TWICE = 500;
const BATCH = 250;
const HOUR = 3_600_000;
/** Without a line for so long. */
const OUTAGE_MS = HOUR / 2;

/**
 * What each device has kept, oldest first: every badge once, and the first of them by a second device as well. The
 * wall clocks of the devices are off by an hour at most, each by its own amount.
 */
export function keptScans(badges: string[], now = Date.now()): object[][] {
  const kept: { code: string; at: number }[][] = Array.from({ length: DEVICES }, () => []);
  const put = (device: number, code: string) =>
    kept[device % DEVICES]!.push({ code, at: now - Math.random() * OUTAGE_MS });
  badges.forEach((code, at) => put(at, code));
  // Each pair of devices comes to have some badges in common.
  badges.slice(0, TWICE).forEach((code, at) => put(at + 1 + (Math.floor(at / DEVICES) % 3), code));
  return kept.map((scans, device) =>
    scans
      .sort((a, b) => a.at - b.at)
      .map(({ code, at }) => ({
        code,
        mode: 'camera',
        told: 'ok_offline',
        nonce: randomUUID(),
        scannedAt: new Date(at + clockError(device)).toISOString(),
      })),
  );
}

const clockError = (device: number) => HOUR * ((2 * device) / (DEVICES - 1) - 1);

/** Bodies of requests, the last first, because the load process takes them from the end. */
export function batchesOf(scans: object[]): string[] {
  const bodies: string[] = [];
  for (let from = 0; from < scans.length; from += BATCH)
    bodies.unshift(JSON.stringify({ scans: scans.slice(from, from + BATCH) }));
  return bodies;
}
