import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import {
  ask,
  fairId,
  heard,
  liveWorld,
  next,
  quiet,
  team,
  until,
  type LiveWorld,
} from './support/live-world.ts';

const redisUrl = process.env.REDIS_URL;
const describeWithRedis = redisUrl ? describe : describe.skip;

describeWithRedis('two processes over Redis', () => {
  let here: LiveWorld;
  let there: LiveWorld;
  beforeEach(async () => {
    here = await liveWorld({ redisUrl, sweepMs: 60_000 });
    there = await liveWorld({ redisUrl, sweepMs: 60_000 });
    await until(async () => (await subscribers()) >= 2);
  });
  afterEach(() => Promise.all([here.stop(), there.stop()]));
  // The adapter's readers end with the read that they are in.
  afterAll(() => pause(1100));

  async function following(world: LiveWorld, who: string) {
    const socket = world.client(who);
    await next(socket, 'connect');
    expect(await ask(socket, 'room:join', team)).toEqual({ ok: true });
    return socket;
  }

  it('brings a frame once to each socket of both, in order', async () => {
    const sockets = [await following(here, 'ann'), await following(there, 'ann')];
    const frames = sockets.map((socket) => heard<{ seq: number }>(socket, 'desks:changed'));
    for (let seq = 1; seq <= 50; seq += 1)
      here.live.publisher.toTeam(fairId, 'desks:changed', { seq, arrived: seq, expected: 50 });

    await until(() => frames.every((some) => some.at(-1)?.seq === 50));

    const all = Array.from({ length: 50 }, (_, at) => at + 1);
    for (const some of frames) expect(some.map(({ seq }) => seq)).toEqual(all);
  });

  it('cuts a revoked device within a second wherever it is connected', async () => {
    const east = await following(there, 'east');
    const [reason, gone] = [next(east, 'session:revoked', 1000), next(east, 'disconnect', 1000)];
    here.live.publisher.disconnectDevice('east', 'shift-ended');
    expect(await reason).toEqual({ reason: 'shift-ended' });
    await gone;
  });

  it('asks access again in both', async () => {
    const ann = await following(there, 'ann');
    const gone = next(ann, 'disconnect');
    there.members.delete('ann');
    here.live.publisher.recheck('ann');
    await gone;
  });

  it('tells the owner of the feed elsewhere what changed', async () => {
    const told: unknown[] = [];
    const feed = {
      settled: async () => {},
      stop: async () => {},
      fairChanged: () => {},
      repeatFrames: () => {},
    };
    there.live.connectFeed({ ...feed, heardFromOthers: (...what) => told.push(what) });
    here.live.tellOthers(fairId, ['arrivals', 'mail']);
    await until(() => told.length > 0);
    expect(told).toEqual([[fairId, ['arrivals', 'mail']]]);
  });

  it('refuses to start without Redis', async () => {
    await expect(liveWorld({ redisUrl: 'redis://127.0.0.1:1', log: quiet })).rejects.toThrow(
      /Redis/,
    );
  }, 20_000);
});

/** How many servers listen to the channel of the others. */
async function subscribers(): Promise<number> {
  const client = createClient({ url: redisUrl });
  await client.connect();
  const counts = await client.pubSubNumSub('socket.io#/#');
  client.destroy();
  return counts['socket.io#/#'] ?? 0;
}
