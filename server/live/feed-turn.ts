import type { FeedOptions } from './fair-feed.ts';
import { claimLease, readLease, takeNumber } from './feed-lease.ts';
import { changeKinds, type ChangeKind } from './live-publisher.ts';

export interface FollowedFair {
  id: string;
  changed: Set<ChangeKind>;
  /** This process had the lease when it last looked. */
  mine: boolean;
  /** After telling the owner: which number, by when, shows that it has counted since. */
  told: { seq: number; at: number } | null;
  failures: number;
  /** Ends a wait for the owner, because there is something new to tell it. */
  wake(): void;
}

interface TurnOptions extends FeedOptions {
  waitMs: number;
  leaseMs: number;
  rest(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One turn: send a frame, or tell the owner of the feed, or see to it that the owner did. Returns how long to rest, in ms. */
export function feedTurn(options: TurnOptions) {
  const { processId, live, now, waitMs } = options;
  const leaseEnd = () => new Date(now().getTime() + options.leaseMs);

  async function takeTurn(fair: FollowedFair): Promise<number> {
    const kinds = fair.changed;
    fair.changed = new Set();
    try {
      const waited = await act(fair, kinds);
      fair.failures = 0;
      return waited;
    } catch (error) {
      options.log.warn({ error, fairId: fair.id }, 'a live frame failed and is tried again');
      addAll(fair.changed, kinds);
      fair.failures += 1;
      return waitMs * 2 ** Math.min(fair.failures, 4);
    }
  }

  async function act(fair: FollowedFair, kinds: Set<ChangeKind>): Promise<number> {
    if (kinds.size === 0) return makeSure(fair);
    if (fair.mine || (await takeOver(fair, kinds))) return sendFrame(fair, kinds);
    return tellOwner(fair, kinds);
  }

  async function takeOver(fair: FollowedFair, kinds: Set<ChangeKind>): Promise<boolean> {
    const claim = { fairId: fair.id, owner: processId, now: now(), until: leaseEnd() };
    fair.mine = await claimLease(claim);
    // Whoever had the feed before may have died with changes that it never counted.
    if (fair.mine) addAll(kinds, changeKinds);
    return fair.mine;
  }

  /** Counts first, numbers after: a snapshot that has read this number then knows all that the frame knows. */
  async function sendFrame(fair: FollowedFair, kinds: Set<ChangeKind>): Promise<number> {
    const state = await options.count(fair.id, kinds);
    const arrivedEmployers = kinds.has('employers') && (await options.arrivedBooths?.(fair.id));
    const seq = await takeNumber({ fairId: fair.id, owner: processId, until: leaseEnd() });
    if (seq === null) {
      fair.mine = false;
      addAll(fair.changed, kinds);
      return 0;
    }
    fair.told = null;
    const { arrived, expected, staffCalls, kiosksOut } = state;
    live.toTeam(fair.id, 'dashboard:changed', { ...state, seq });
    live.toDesks(fair.id, 'desks:changed', { seq, arrived, expected, staffCalls, kiosksOut });
    if (arrivedEmployers) live.toPublic(fair.id, 'booths:changed', { seq, arrivedEmployers });
    return waitMs;
  }

  async function tellOwner(fair: FollowedFair, kinds: Iterable<ChangeKind>, target?: number) {
    const { seq, until } = await readLease(fair.id);
    options.tellOthers?.(fair.id, [...kinds]);
    // The next number may be of a count that began before this change; the one after it cannot be.
    fair.told = { seq: target ?? seq + 2, at: Math.min(until.getTime(), leaseEnd().getTime()) };
    return waitMs / 5;
  }

  /** A message can be lost and an owner can die: if it has not counted when its lease is over, somebody else does. */
  async function makeSure(fair: FollowedFair): Promise<number> {
    const { told } = fair;
    if (!told) return 0;
    const enough = new AbortController();
    fair.wake = () => enough.abort();
    await options.rest(Math.max(0, told.at - now().getTime()), enough.signal);
    fair.wake = () => {};
    if (fair.changed.size > 0) return 0;
    if ((await readLease(fair.id)).seq >= told.seq) fair.told = null;
    else if (!(await takeOver(fair, fair.changed))) await tellOwner(fair, changeKinds, told.seq);
    return 0;
  }

  return takeTurn;
}

function addAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of values) set.add(value);
}
