import { Types } from 'mongoose';
import { fairFeed, type FeedOptions } from '../../../server/live/fair-feed.ts';
import type { DashboardFrame, DashboardState } from '../../../server/live/live-events.ts';
import { silentPublisher } from '../../../server/live/live-publisher.ts';
import { quiet } from './live-world.ts';

export const newFairId = () => new Types.ObjectId().toString();

export const stateOf = (arrived: number): DashboardState => ({
  arrived,
  expected: 100,
  arrivedByFiveMinutes: [],
  byDesk: [],
  bySegment: [],
  employersHere: 0,
  employersExpected: 0,
  employersLeft: 0,
  missingEmployers: [],
  lateEmployers: [],
  recentFives: [],
  wait: { kind: 'nobody', seconds: null, scans: 0, desks: 0, fastest: 0 },
  refused: [],
  lastRefused: [],
  conflicts: { open: 0, latest: [] },
  staffCalls: [],
  kiosksOut: [],
  zones: [],
  mail: { queued: 0, sent: 0, failed: 0, kept: 0, oldestSeconds: null },
  visits: 0,
  undecidedVisits: 0,
});

/** A fair that counts its arrivals, the frames that all feeds have sent, and feeds over the one store. */
export function feedWorld() {
  const frames: (DashboardFrame & { by: string })[] = [];
  const world = {
    arrived: 0,
    counts: 0,
    frames,
    feed(processId: string, options: Partial<FeedOptions> = {}) {
      return fairFeed({
        processId,
        live: {
          ...silentPublisher(),
          toTeam: (_fairId, _event, frame) =>
            frames.push({ ...(frame as DashboardFrame), by: processId }),
        },
        count: async () => {
          world.counts += 1;
          return stateOf(world.arrived);
        },
        now: () => new Date(),
        log: quiet,
        waitMs: 20,
        leaseMs: 300,
        ...options,
      });
    },
  };
  return world;
}
