import { io } from 'socket.io-client';
import { ask, fairId, heard, liveWorld, next, team, type LiveWorld } from './support/live-world.ts';

describe('following a fair', () => {
  let world: LiveWorld;
  beforeAll(async () => {
    world = await liveWorld();
  });
  afterAll(() => world.stop());

  it('lets a member into the team room and brings frames there', async () => {
    const ann = world.client('ann');
    await next(ann, 'connect');

    expect(await ask(ann, 'room:join', team)).toEqual({ ok: true });

    const frame = next(ann, 'desks:changed');
    world.live.publisher.toTeam(fairId, 'desks:changed', { seq: 1, arrived: 4, expected: 9 });
    expect(await frame).toEqual({ seq: 1, arrived: 4, expected: 9 });
  });

  it('keeps somebody who is not on the team out, and deaf', async () => {
    const bob = world.client('bob');
    await next(bob, 'connect');
    const frames = heard(bob, 'desks:changed');

    expect(await ask(bob, 'room:join', team)).toEqual({ ok: false, reason: 'not-allowed' });

    world.live.publisher.toTeam(fairId, 'desks:changed', { seq: 2, arrived: 5, expected: 9 });
    // The answer to a later question comes after whatever was sent before it.
    await ask(bob, 'room:join', { room: 'public', fairId });
    expect(frames).toEqual([]);
  });

  it('sends each room its own frames only', async () => {
    const visitor = world.client('visitor');
    await next(visitor, 'connect');
    await ask(visitor, 'room:join', { room: 'public', fairId });
    const desks = heard(visitor, 'desks:changed');
    const booths = next(visitor, 'booths:changed');

    const { publisher } = world.live;
    publisher.toDesks(fairId, 'desks:changed', { seq: 3, arrived: 5, expected: 9 });
    publisher.toPublic('a'.repeat(24), 'booths:changed', { seq: 3, arrivedEmployers: ['Z9'] });
    publisher.toPublic(fairId, 'booths:changed', { seq: 3, arrivedEmployers: ['A1'] });

    expect(await booths).toEqual({ seq: 3, arrivedEmployers: ['A1'] });
    expect(desks).toEqual([]);
  });

  it.each([
    ['somebody unknown', 'nobody', {}, {}, 'not allowed'],
    ['another version of the protocol', 'ann', {}, { protocol: 2 }, 'unknown protocol'],
    ['a page of another origin', 'ann', { origin: 'https://evil.test' }, {}, 'websocket error'],
  ])('refuses %s', async (_what, who, headers, auth, message) => {
    const socket = world.client(who, headers, auth);
    expect((await next<Error>(socket, 'connect_error')).message).toBe(message);
    expect(socket.connected).toBe(false);
    socket.disconnect();
  });

  it('takes the origin of its own pages', async () => {
    await next(world.client('ann', { origin: world.url }), 'connect');
  });

  it('refuses, and goes on, while the app cannot say which origins are its own', async () => {
    let ready = false;
    const early = await liveWorld({
      allowedOrigins: () => {
        if (!ready) throw new ReferenceError('the app does not stand yet');
        return true;
      },
    });
    const ann = early.client('ann');
    await next(ann, 'connect_error');
    ready = true;
    await next(ann, 'connect');
    await early.stop();
  });

  it('does not speak long polling', async () => {
    const socket = io(world.url, { transports: ['polling'], extraHeaders: { cookie: 'ann' } });
    await next(socket, 'connect_error');
    socket.disconnect();
  });

  it('serves the client beside the app', async () => {
    const client = await fetch(`${world.url}/socket.io/socket.io.esm.min.js`);
    expect(client.status).toBe(200);
    expect(client.headers.get('content-type')).toContain('javascript');
    expect(await (await fetch(`${world.url}/anything`)).text()).toBe('the app');
  });

  it('lets a socket follow eight rooms and no more', async () => {
    const ann = world.client('ann');
    await next(ann, 'connect');
    const answers = [];
    for (let room = 0; room < 9; room += 1)
      answers.push(
        await ask(ann, 'room:join', { room: 'public', fairId: `${room}`.padStart(24, '0') }),
      );
    expect(answers.slice(0, 8)).toEqual(Array(8).fill({ ok: true }));
    expect(answers[8]).toEqual({ ok: false, reason: 'too-many' });
  });
});
