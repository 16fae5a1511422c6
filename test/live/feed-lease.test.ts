import { setTimeout as pause } from 'node:timers/promises';
import type { FairFeed } from '../../server/live/fair-feed.ts';
import { claimLease, currentSeq, takeNumber } from '../../server/live/feed-lease.ts';
import { feedWorld, newFairId, stateOf } from './support/feed-world.ts';
import { until } from './support/live-world.ts';
import { testStore } from './support/store.ts';

describe('two processes and one feed', () => {
  let store: Awaited<ReturnType<typeof testStore>>;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.close());

  /** Two feeds that hear of each other; `cut` loses what they say. */
  function pair(leaseMs = 300) {
    const world = feedWorld();
    const line = { cut: false };
    const feeds: Record<string, FairFeed> = {};
    for (const [name, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const)
      feeds[name] = world.feed(name, {
        leaseMs,
        tellOthers: (fairId, kinds) => {
          if (!line.cut) feeds[other]!.heardFromOthers(fairId, kinds);
        },
      });
    const stop = () => Promise.all(Object.values(feeds).map((feed) => feed.stop()));
    return { world, line, a: feeds.a!, b: feeds.b!, stop };
  }

  const increasing = (numbers: number[]) =>
    numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);

  it('lets one own it at a time, whichever hears of a change, and counts up by one', async () => {
    const { world, a, b, stop } = pair(2000);
    const fairId = newFairId();
    a.fairChanged(fairId);
    await until(() => world.frames.length === 1);

    for (let change = 1; change <= 60; change += 1) {
      world.arrived = change;
      (change % 2 ? a : b).fairChanged(fairId);
      await pause(5);
    }
    await until(() => world.frames.at(-1)?.arrived === 60);

    expect(new Set(world.frames.map(({ by }) => by))).toEqual(new Set(['a']));
    await Promise.all([a.settled(), b.settled()]);
    expect(increasing(world.frames.map(({ seq }) => seq))).toBe(true);
    await stop();
  });

  it('goes over to the other when its owner dies, and the numbers go on', async () => {
    const { world, line, a, b, stop } = pair();
    const fairId = newFairId();
    a.fairChanged(fairId);
    await a.settled();
    line.cut = true;

    world.arrived = 1;
    b.fairChanged(fairId, ['arrivals']);

    await until(() => world.frames.at(-1)?.arrived === 1);
    expect(world.frames.map(({ seq, by }) => [seq, by])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    await stop();
  });

  it('says its fairs again, and only its own, when messages between processes may be lost', async () => {
    const { world, a, b, stop } = pair(20_000);
    const fairId = newFairId();
    a.fairChanged(fairId);
    await a.settled();
    b.repeatFrames();
    a.repeatFrames();
    await Promise.all([a.settled(), b.settled()]);
    expect(world.frames.map(({ seq, by }) => [seq, by])).toEqual([
      [1, 'a'],
      [2, 'a'],
    ]);
    await stop();
  });

  it('gives it away at a clean stop, so that the next one need not wait', async () => {
    const { world, a, b, stop } = pair(20_000);
    const fairId = newFairId();
    a.fairChanged(fairId);
    await a.stop();
    const start = performance.now();
    b.fairChanged(fairId);
    await until(() => world.frames.at(-1)?.by === 'b', 10_000);
    expect(performance.now() - start).toBeLessThan(10_000);
    await stop();
  });

  it('never numbers what was counted before another owner took over', async () => {
    const world = feedWorld();
    const fairId = newFairId();
    let resume = () => {};
    const asleep = new Promise<void>((resolve) => (resume = resolve));
    let first = true;
    const sleeper = world.feed('sleeper', {
      count: async () => {
        const counted = stateOf(world.arrived);
        if (first) await asleep;
        first = false;
        return counted;
      },
    });
    sleeper.fairChanged(fairId);
    await pause(350);

    world.arrived = 5;
    const other = world.feed('other');
    other.fairChanged(fairId);
    await until(() => world.frames.length === 1);
    await pause(350);
    resume();
    await sleeper.settled();

    expect(world.frames.every(({ arrived }) => arrived === 5)).toBe(true);
    expect(increasing(world.frames.map(({ seq }) => seq))).toBe(true);
    await Promise.all([sleeper.stop(), other.stop()]);
  });

  it('settles many claims of one moment for exactly one, and gives no number to the others', async () => {
    const fairId = newFairId();
    const now = new Date();
    const until = new Date(now.getTime() + 5000);
    const owners = Array.from({ length: 20 }, (_, at) => `process ${at}`);

    const won = await Promise.all(owners.map((owner) => claimLease({ fairId, owner, now, until })));
    const numbers = await Promise.all(owners.map((owner) => takeNumber({ fairId, owner, until })));

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(numbers.filter((number) => number !== null)).toEqual([1]);
    expect(numbers.findIndex((number) => number === 1)).toBe(won.indexOf(true));
    expect(await currentSeq(fairId)).toBe(1);
  });
});
