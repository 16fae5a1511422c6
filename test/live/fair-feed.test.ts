import { setTimeout as pause } from 'node:timers/promises';
import { changeKinds, silentPublisher, type ChangeKind } from '../../server/live/live-publisher.ts';
import { currentSeq, readSnapshot } from '../../server/live/feed-lease.ts';
import { feedWorld, newFairId, stateOf } from './support/feed-world.ts';
import { until } from './support/live-world.ts';
import { testStore } from './support/store.ts';

describe('the feed of a fair', () => {
  let store: Awaited<ReturnType<typeof testStore>>;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.close());

  it('says the first change at once, whatever the wait between frames', async () => {
    const [world, fairId] = [feedWorld(), newFairId()];
    const feed = world.feed('a', { waitMs: 60_000 });
    feed.fairChanged(fairId);
    await until(() => world.frames.length === 1);
    await feed.stop();
  });

  it('folds a hundred changes into at most four frames a second, the last of which is the truth', async () => {
    const [world, fairId] = [feedWorld(), newFairId()];
    const feed = world.feed('a', { waitMs: 250 });
    const start = performance.now();
    for (let change = 0; change < 100; change += 1) {
      world.arrived += 1;
      feed.fairChanged(fairId);
      await pause(8);
    }
    await feed.settled();

    const seconds = (performance.now() - start) / 1000;
    expect(world.frames.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
    expect(world.frames.length).toBeGreaterThan(1);
    expect(world.frames.at(-1)).toMatchObject({ arrived: 100, seq: world.frames.length });
    await feed.stop();
  });

  it('never loses the last of many changes, whenever it comes', async () => {
    const [world, fairId] = [feedWorld(), newFairId()];
    const feed = world.feed('a', { waitMs: 1 });
    for (let round = 0; round < 200; round += 1) {
      world.arrived += 1;
      feed.fairChanged(fairId);
      if (round % 7 === 0) await feed.settled();
      if (round % 3 === 0) await pause(round % 5);
    }
    await feed.settled();
    expect(world.frames.at(-1)?.arrived).toBe(200);
    await feed.stop();
  });

  it('tries a failed count again, without a new change', async () => {
    const [world, fairId] = [feedWorld(), newFairId()];
    let failures = 3;
    const feed = world.feed('a', {
      count: async () => {
        if (failures-- > 0) throw new Error('the store is down');
        return stateOf(7);
      },
    });
    feed.fairChanged(fairId);
    await feed.settled();
    expect(world.frames).toMatchObject([{ seq: 1, arrived: 7 }]);
    await feed.stop();
  });

  it('counts all after taking a feed over, then what changed', async () => {
    const [world, fairId] = [feedWorld(), newFairId()];
    const asked: ChangeKind[][] = [];
    const feed = world.feed('a', {
      count: async (_fairId, kinds) => {
        asked.push([...kinds]);
        return stateOf(0);
      },
    });
    feed.fairChanged(fairId, ['mail']);
    await feed.settled();
    feed.fairChanged(fairId, ['visits']);
    await feed.settled();
    expect([...asked[0]!].sort()).toEqual([...changeKinds].sort());
    expect(asked[1]).toEqual(['visits']);
    await feed.stop();
  });

  it('tells the public which booths are staffed when employers change, with the number of that frame', async () => {
    const fairId = newFairId();
    const said: unknown[] = [];
    const feed = feedWorld().feed('a', {
      live: { ...silentPublisher(), toPublic: (_fairId, _event, frame) => said.push(frame) },
      arrivedBooths: async () => ['A1', 'B2'],
    });
    for (const kind of ['employers', 'arrivals', 'employers'] as const) {
      feed.fairChanged(fairId, [kind]);
      await feed.settled();
    }
    expect(said).toEqual([1, 3].map((seq) => ({ seq, arrivedEmployers: ['A1', 'B2'] })));
    await feed.stop();
  });

  it('numbers each fair by itself, and a snapshot says up to which frame it reaches', async () => {
    const [world, one, other] = [feedWorld(), newFairId(), newFairId()];
    const feed = world.feed('a');
    for (const fairId of [one, one, other]) {
      feed.fairChanged(fairId);
      await feed.settled();
    }
    expect([await currentSeq(one), await currentSeq(other), await currentSeq(newFairId())]).toEqual(
      [2, 1, 0],
    );

    const snapshot = await readSnapshot(one, async () => {
      // A frame that is sent while the snapshot is counted is newer than what the snapshot says of itself.
      feed.fairChanged(one);
      await feed.settled();
      return { arrived: 1 };
    });
    expect(snapshot).toEqual({ arrived: 1, seq: 2 });
    await feed.stop();
  });

  it('sends nothing after it has stopped', async () => {
    const [world, fairId] = [feedWorld(), newFairId()];
    const feed = world.feed('a');
    feed.fairChanged(fairId);
    await feed.stop();
    feed.fairChanged(fairId);
    await feed.settled();
    expect(world.frames.length).toBeLessThanOrEqual(1);
  });
});
