import {
  ask,
  fairId,
  heard,
  liveWorld,
  next,
  team,
  until,
  type LiveWorld,
} from './support/live-world.ts';

describe('a room of 120 dashboards', () => {
  let world: LiveWorld;
  beforeAll(async () => {
    world = await liveWorld({ mayJoin: async () => `fair:${fairId}:team` });
  });
  afterAll(() => world.stop());

  async function dashboards(count: number) {
    const sockets = Array.from({ length: count }, () => world.client('ann'));
    await Promise.all(sockets.map((socket) => next(socket, 'connect', 10_000)));
    await Promise.all(sockets.map((socket) => ask(socket, 'room:join', team)));
    return sockets.map((socket) => ({
      socket,
      frames: heard<{ seq: number }>(socket, 'desks:changed'),
    }));
  }

  const say = (seq: number) =>
    world.live.publisher.toTeam(fairId, 'desks:changed', { seq, arrived: seq, expected: 120 });

  it('brings each frame once to each, in order, also to those who fill the gaps of others', async () => {
    const first = await dashboards(120);
    for (const seq of [1, 2, 3]) say(seq);
    await until(() => first.every(({ frames }) => frames.length === 3));

    // Everybody of the first slice leaves, so that it is empty while the others are full.
    for (const { socket } of first.slice(0, 60)) socket.disconnect();
    await until(() => world.live.connected() === 60);
    say(4);
    const later = await dashboards(30);
    say(5);

    const stayed = first.slice(60);
    await until(() => [...stayed, ...later].every(({ frames }) => frames.at(-1)?.seq === 5));
    for (const { frames } of stayed) expect(frames.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    for (const { frames } of later) expect(frames.map(({ seq }) => seq)).toEqual([5]);
  });
});
