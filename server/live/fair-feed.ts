import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { claimLease, readLease, releaseLease, takeNumber, currentSeq } from './feed-lease.ts';
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
  /** Lets tests and a shutdown wait for frames already under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

interface Fair {
  id: string;
  changed: Set<ChangeKind>;
  /** This process had the lease when it last looked. */
  mine: boolean;
  /** After telling the owner: which number, by when, shows that it has counted since. */
  told: { seq: number; at: number } | null;
  failures: number;
  loop: Promise<void> | null;
  wake(): void;
}

/**
 * Says a fair's first change at once and folds a burst into one frame each `waitMs`. One process at a time counts,
 * numbers and sends for a fair, and it counts in one loop: counts that race could leave a stale total on show.
 */
export function fairFeed(options: FeedOptions): FairFeed {
  const { processId, live, count, now, log, waitMs = 250, leaseMs = 5000 } = options;
  const fairs = new Map<string, Fair>();
  const stopping = new AbortController();
  const leaseEnd = () => new Date(now().getTime() + leaseMs);

  function fairChanged(fairId: string, kinds: readonly ChangeKind[] = changeKinds): void {
    if (stopping.signal.aborted) return;
    const fair = fairOf(fairs, fairId);
    for (const kind of kinds) fair.changed.add(kind);
    fair.wake();
    fair.loop ??= follow(fair);
  }

  async function follow(fair: Fair): Promise<void> {
    // The loop is over in the same turn in which it finds nothing to do: a change must never fall between.
    while (!stopping.signal.aborted && (fair.changed.size > 0 || fair.told)) {
      const kinds = fair.changed;
      fair.changed = new Set();
      let waited = waitMs;
      try {
        if (kinds.size === 0) waited = await makeSure(fair);
        else if (fair.mine || (await takeOver(fair, kinds))) await sendFrame(fair, kinds);
        else waited = await tellOwner(fair, kinds);
        fair.failures = 0;
      } catch (error) {
        log.warn({ error, fairId: fair.id }, 'a live frame failed and is tried again');
        addAll(fair.changed, kinds);
        fair.failures += 1;
      }
      await rest(waited * 2 ** Math.min(fair.failures, 4));
    }
    fair.loop = null;
  }

  async function takeOver(fair: Fair, kinds: Set<ChangeKind>): Promise<boolean> {
    const claim = { fairId: fair.id, owner: processId, now: now(), until: leaseEnd() };
    fair.mine = await claimLease(claim);
    // Whoever had the feed before may have died with changes that it never counted.
    if (fair.mine) addAll(kinds, changeKinds);
    return fair.mine;
  }

  /** Counts first and takes the number after: a snapshot that has read this number then knows all that the frame knows. */
  async function sendFrame(fair: Fair, kinds: Set<ChangeKind>): Promise<void> {
    const state = await count(fair.id, kinds);
    const arrivedEmployers = kinds.has('employers') && (await options.arrivedBooths?.(fair.id));
    const seq = await takeNumber({ fairId: fair.id, owner: processId, until: leaseEnd() });
    if (seq === null) {
      fair.mine = false;
      addAll(fair.changed, kinds);
      return;
    }
    fair.told = null;
    const { arrived, expected } = state;
    live.toTeam(fair.id, 'dashboard:changed', { ...state, seq });
    live.toDesks(fair.id, 'desks:changed', { seq, arrived, expected });
    if (arrivedEmployers) live.toPublic(fair.id, 'booths:changed', { seq, arrivedEmployers });
  }

  async function tellOwner(fair: Fair, kinds: Set<ChangeKind>): Promise<void> {
    const { seq, until } = await readLease(fair.id);
    options.tellOthers?.(fair.id, [...kinds]);
    // The next number may be of a count that began before this change; the one after it cannot be.
    fair.told = { seq: seq + 2, at: Math.min(until.getTime(), leaseEnd().getTime()) };
  }

  /** A message can be lost and an owner can die: when its lease is over and it has not counted, this process does. */
  async function makeSure(fair: Fair): Promise<void> {
    const { told } = fair;
    if (!told) return;
    const enough = new AbortController();
    fair.wake = () => enough.abort();
    await rest(Math.max(0, told.at - now().getTime()), enough.signal);
    fair.wake = () => {};
    if (fair.changed.size > 0) return;
    fair.told = null;
    if ((await currentSeq(fair.id)) < told.seq) addAll(fair.changed, changeKinds);
  }

  async function rest(ms: number, enough?: AbortSignal): Promise<void> {
    const signal = enough ? AbortSignal.any([enough, stopping.signal]) : stopping.signal;
    await pause(ms, undefined, { signal }).catch(() => {});
  }

  async function settled(): Promise<void> {
    await Promise.all([...fairs.values()].map((fair) => fair.loop));
  }

  return {
    fairChanged,
    heardFromOthers(fairId, kinds) {
      if (fairs.get(fairId)?.mine) fairChanged(fairId, kinds);
    },
    settled,
    async stop() {
      stopping.abort();
      await settled();
      const mine = [...fairs.values()].filter((fair) => fair.mine);
      await Promise.all(mine.map((fair) => releaseLease(fair.id, processId)));
    },
  };
}

function fairOf(fairs: Map<string, Fair>, id: string): Fair {
  const known = fairs.get(id);
  if (known) return known;
  const fair: Fair = {
    id,
    changed: new Set(),
    mine: false,
    told: null,
    failures: 0,
    loop: null,
    wake() {},
  };
  fairs.set(id, fair);
  return fair;
}

function addAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of values) set.add(value);
}
