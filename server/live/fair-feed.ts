import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { releaseLease } from './feed-lease.ts';
import { feedTurn, type FollowedFair } from './feed-turn.ts';
import type { DashboardState } from './live-events.ts';
import { changeKinds, type ChangeKind, type LivePublisher } from './live-publisher.ts';

export interface FeedOptions {
  /** Made anew at each start. */
  processId: string;
  live: Pick<LivePublisher, 'toTeam' | 'toDesks' | 'toPublic'>;
  /** `kinds`: what may have changed since the last count here. */
  count(fairId: string, kinds: ReadonlySet<ChangeKind>): Promise<DashboardState>;
  /** Codes of the booths whose employers are here, for the public room. */
  arrivedBooths?(fairId: string): Promise<string[]>;
  now(): Date;
  log: Logger;
  /** Between two frames of a fair. */
  waitMs?: number;
  leaseMs?: number;
  /** Undefined when this process is the only one. */
  tellOthers?(fairId: string, kinds: readonly ChangeKind[]): void;
}

export interface FairFeed {
  fairChanged(fairId: string, kinds?: readonly ChangeKind[]): void;
  /** Another process says that something changed; only the owner of that fair's feed acts on it. */
  heardFromOthers(fairId: string, kinds?: readonly ChangeKind[]): void;
  /** Frames to other processes may have been lost: says the state of each fair that is ours again. */
  repeatFrames(): void;
  /** Lets tests and a shutdown wait for frames already under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Says a fair's first change at once and folds a burst into one frame each `waitMs`. One process at a time counts,
 * numbers and sends for a fair, and it counts in one loop: counts that race could leave a stale total on show.
 */
export function fairFeed(options: FeedOptions): FairFeed {
  const { waitMs = 250, leaseMs = 5000 } = options;
  const fairs = new Map<string, FollowedFair>();
  const loops = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const rest = (ms: number, signal = stopping.signal) =>
    pause(ms, undefined, { signal }).catch(() => {});
  const takeTurn = feedTurn({ ...options, waitMs, leaseMs, rest });

  function fairChanged(fairId: string, kinds: readonly ChangeKind[] = changeKinds): void {
    if (stopping.signal.aborted) return;
    const fair = fairs.get(fairId) ?? newFair(fairId);
    fairs.set(fairId, fair);
    for (const kind of kinds) fair.changed.add(kind);
    fair.wake();
    if (!loops.has(fairId)) loops.set(fairId, follow(fair));
  }

  async function follow(fair: FollowedFair): Promise<void> {
    while (!stopping.signal.aborted && (fair.changed.size > 0 || fair.told))
      await rest(await takeTurn(fair));
    // In the same turn of the event loop in which nothing was left to do: no change can fall between.
    loops.delete(fair.id);
  }

  async function settled(): Promise<void> {
    await Promise.all(loops.values());
  }

  return {
    fairChanged,
    heardFromOthers(fairId, kinds) {
      if (fairs.get(fairId)?.mine) fairChanged(fairId, kinds);
    },
    repeatFrames() {
      for (const fair of fairs.values()) if (fair.mine) fairChanged(fair.id);
    },
    settled,
    async stop() {
      stopping.abort();
      for (const fair of fairs.values()) fair.wake();
      await settled();
      const mine = [...fairs.values()].filter((fair) => fair.mine);
      await Promise.all(mine.map((fair) => releaseLease(fair.id, options.processId)));
    },
  };
}

const newFair = (id: string): FollowedFair => ({
  id,
  changed: new Set(),
  mine: false,
  told: null,
  failures: 0,
  wake() {},
});
