import { setTimeout as pause } from 'node:timers/promises';
import type { ScanFields } from '../../server/checkins/scan-model.ts';
import type { Hall } from './hall.ts';

/** As long as a figure on a screen may be old. */
const SETTLED_MS = 1500;

/** Reads what the control room says once nothing moves; resolves with what holds it against the store. */
export async function checkCounters({ url, fair }: Pick<Hall, 'url' | 'fair'>) {
  await pause(SETTLED_MS);
  const response = await fetch(`${url}/fairs/${fair.slug}/dashboard/state.json`, {
    headers: { cookie: fair.owner.cookie, accept: 'application/json' },
  });
  const shown = (await response.json()) as {
    arrived?: number;
    refused?: { outcome: string; count: number }[];
  };
  return (stored: readonly ScanFields[]): string[] => {
    const arrived = stored.filter((scan) => scan.stands).length;
    return shown.arrived === arrived
      ? []
      : [`the control room shows ${String(shown.arrived)} arrivals, and the store has ${arrived}`];
  };
}
