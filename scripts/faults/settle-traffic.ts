import { checkCounters } from './check-counters.ts';
import { checkScans, missingArrivals } from './check-scans.ts';
import type { DeskDevice, Sent } from './desk-device.ts';
import type { Findings } from './fault.ts';
import type { Hall } from './hall.ts';
import { drained, type Traffic } from './traffic.ts';

export interface Settled extends Omit<Findings, 'rounds'> {
  sent: Sent[];
  /** Until no device had anything left to hand in. */
  drainMs: number;
}

/** After a fault: nobody comes any more, the devices hand in what they kept, and the hall is held against the store and removed. */
export async function settleTraffic(
  hall: Hall,
  desks: readonly DeskDevice[],
  traffic: Traffic,
): Promise<Settled> {
  await traffic.stop();
  const drainMs = await drained(desks);
  const sent = desks.flatMap((desk) => desk.sent);
  const counters = await checkCounters(hall);
  desks.forEach((desk) => desk.close());
  const stored = await hall.read();
  await hall.remove();
  const { lost, doubled, wrong } = checkScans(sent, stored);
  return {
    sent,
    drainMs,
    lost,
    doubled,
    wrong: [...wrong, ...missingArrivals(stored), ...counters(stored)],
    figures: {
      scans: sent.length,
      'decided offline': sent.filter(({ told }) => told).length,
    },
  };
}
