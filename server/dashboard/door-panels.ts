import type { Types } from 'mongoose';
import { scansInConflict } from '../checkins/conflicts.ts';
import { Desk } from '../checkins/desk-model.ts';
import { Device } from '../checkins/device-model.ts';
import { kiosksOutOfService } from '../checkins/kiosk-service.ts';
import { shownCalls } from '../checkins/staff-calls.ts';
import { zonesOf } from '../checkins/zones.ts';
import type { DashboardState } from '../live/live-events.ts';
import { FIVE_MINUTES, type Tally } from './tally.ts';
import { estimateWait } from './wait-estimate.ts';

const MOST_FIVES = 6;
const MOST_CONFLICTS = 5;
const MOST_COUNTED = 500;

type DoorState = Pick<
  DashboardState,
  | 'byDesk'
  | 'recentFives'
  | 'wait'
  | 'lastRefused'
  | 'conflicts'
  | 'staffCalls'
  | 'kiosksOut'
  | 'zones'
>;

/** The door by desk: arrivals, pace, refusals, conflicts, calls. Desks that have not scanned yet stand there, too. */
export async function doorPanel(
  fairId: Types.ObjectId,
  { tally, day, now, fairNow }: { tally: Tally; day: string; now: Date; fairNow: Date },
): Promise<DoorState> {
  const [desks, pending, conflicts, staffCalls, kiosksOut, zones] = await Promise.all([
    Desk.find({ fairId }).select('name').sort({ name: 1 }).lean(),
    pendingByDesk(fairId),
    scansInConflict(fairId, MOST_COUNTED),
    shownCalls(fairId),
    kiosksOutOfService(fairId, now),
    zonesOf(fairId, day),
  ]);
  const names = new Map(desks.map(({ _id, name }) => [String(_id), name]));
  const nameOf = (deskId: unknown) => names.get(String(deskId)) ?? 'A desk that is gone';
  const fives = recentFives(tally);
  return {
    byDesk: desks.map(({ _id, name }) => {
      const found = tally.byDesk.get(String(_id));
      return {
        deskId: String(_id),
        name,
        arrived: found?.arrived ?? 0,
        refused: found?.refused ?? 0,
        lastScanAt: found?.lastScanAt?.toISOString() ?? null,
        recent: fives.map((five) => found?.byFive.get(five) ?? 0),
        pending: pending.get(String(_id)) ?? 0,
      };
    }),
    recentFives: fives.map((five) => new Date(five).toISOString()),
    wait: estimateWait(tally.pace.at(fairNow)),
    lastRefused: tally.lastRefused.map(({ at, deskId, outcome }) => ({
      at: at.toISOString(),
      desk: nameOf(deskId),
      outcome,
    })),
    conflicts: {
      open: conflicts.length,
      latest: conflicts.slice(0, MOST_CONFLICTS).map(({ scannedAt, deskId, conflict }) => ({
        at: scannedAt.toISOString(),
        desk: nameOf(deskId),
        kind: conflict?.kind ?? '',
      })),
    },
    staffCalls,
    kiosksOut,
    zones,
  };
}

/** The spans up to the last that has arrivals; those before the first are left out. */
function recentFives(tally: Tally): number[] {
  const used = [...tally.byFive].filter(([, count]) => count > 0).map(([five]) => five);
  if (used.length === 0) return [];
  const [first, last] = [Math.min(...used), Math.max(...used)];
  const spans = Math.min(MOST_FIVES, (last - first) / FIVE_MINUTES + 1);
  return Array.from({ length: spans }, (_, at) => last - (spans - 1 - at) * FIVE_MINUTES);
}

/** What devices said last of the scans that they hold; one that has lost access may still hand them in. */
async function pendingByDesk(fairId: Types.ObjectId): Promise<Map<string, number>> {
  const devices = await Device.find({ fairId })
    .select('deskId pending')
    .lean<{ deskId: Types.ObjectId; pending?: number }[]>();
  const sums = new Map<string, number>();
  for (const { deskId, pending = 0 } of devices)
    sums.set(String(deskId), (sums.get(String(deskId)) ?? 0) + pending);
  return sums;
}
