import type { ScanMessage } from '../../server/checkins/outcome.ts';
import type { UndoMessage } from '../../server/live/live-events.ts';
import { messageBudget } from '../../server/live/message-budget.ts';
import { ask, fairId, liveWorld, next, until, type LiveWorld } from './support/live-world.ts';

const scan = { code: 'token', nonce: 'n1', scannedAt: '2026-03-02T09:00:00.000Z', mode: 'camera' };
const someId = 'a'.repeat(24);

describe('messages of a device', () => {
  let world: LiveWorld;
  const scans: ScanMessage[] = [];
  const undos: UndoMessage[] = [];
  let broken = false;
  beforeAll(async () => {
    world = await liveWorld({
      submitScan: async (_identity, message) => {
        if (broken) throw new Error('the store is down');
        scans.push(message);
        return { outcome: 'ok' };
      },
      undoScan: async (_identity, message) => {
        undos.push(message);
        return { ok: true };
      },
    });
  });
  afterAll(() => world.stop());

  async function device() {
    const socket = world.client('east');
    await next(socket, 'connect');
    return socket;
  }

  it('brings a scan to the app and its outcome back', async () => {
    expect(await ask(await device(), 'checkin:submit', scan)).toEqual({ outcome: 'ok' });
    expect(scans.splice(0)).toEqual([scan]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'scan'],
    ['a list', [scan]],
    ['an operator for a code', { ...scan, code: { $ne: null } }],
    ['an operator for a nonce', { ...scan, nonce: { $gt: '' } }],
    ['an operator for a registration', { ...scan, code: undefined, registrationId: { $ne: '' } }],
    ['neither code nor registration', { ...scan, code: undefined }],
    ['both code and registration', { ...scan, registrationId: someId }],
    ['a time that is none', { ...scan, scannedAt: 'yesterday' }],
    ['an unknown mode', { ...scan, mode: 'psychic' }],
    ['more than a scan', { ...scan, $where: 'sleep(1000)' }],
    ['a nonce without end', { ...scan, nonce: 'n'.repeat(65) }],
  ])('answers a scan that is %s, and stores nothing', async (_what, message) => {
    const answer = await ask(await device(), 'checkin:submit', message);
    expect(answer).toMatchObject({ outcome: 'error', text: expect.any(String) });
    expect(scans).toEqual([]);
  });

  it('reads an undo as strictly', async () => {
    const east = await device();
    expect(await ask(east, 'checkin:undo', { scanId: { $ne: null } })).toMatchObject({ ok: false });
    expect(await ask(east, 'checkin:undo', { scanId: someId, reason: ' wrong ' })).toEqual({
      ok: true,
    });
    expect(undos).toEqual([{ scanId: someId, reason: 'wrong' }]);
  });

  it.each([
    ['no room', undefined],
    ['a name of its own', { room: `fair:${fairId}:team` }],
    ['an operator', { room: 'team', fairId: { $ne: null } }],
    ['an id that is none', { room: 'team', fairId: '../team' }],
  ])('lets nobody join by %s', async (_what, room) => {
    const answer = await ask(await device(), 'room:join', room);
    expect(answer).toEqual({ ok: false, reason: 'not-allowed' });
  });

  it('answers "error" when the app fails, and goes on', async () => {
    const east = await device();
    broken = true;
    expect(await ask(east, 'checkin:submit', scan)).toEqual({ outcome: 'error' });
    broken = false;
    expect(await ask(east, 'checkin:submit', scan)).toEqual({ outcome: 'ok' });
    scans.length = 0;
  });

  it('ignores messages that want no answer, and unknown ones', async () => {
    const east = await device();
    east.emit('checkin:submit', scan);
    east.emit('checkin:submit', scan, 'not a function');
    east.emit('anything', { $ne: 1 }, () => {});
    expect(await ask(east, 'room:join', { room: 'desks', fairId })).toEqual({ ok: true });
    expect(scans).toEqual([]);
  });

  it('cuts a client that sends too much at once, and stays up', async () => {
    const east = await device();
    const gone = next(east, 'disconnect');
    east.emit('checkin:submit', { ...scan, code: 'x'.repeat(20_000) }, () => {});
    expect(await gone).toBe('transport close');
    expect(await ask(await device(), 'checkin:submit', scan)).toEqual({ outcome: 'ok' });
    scans.length = 0;
  });

  it('tells a page that asks too often, and cuts it when it does not stop', async () => {
    const visitor = world.client('visitor');
    await next(visitor, 'connect');
    const answers: string[] = [];
    for (let times = 0; times < 1100; times += 1)
      visitor.emit('room:join', { room: 'team', fairId }, (answer: { reason: string }) =>
        answers.push(answer.reason),
      );

    await until(() => !visitor.connected);

    const heardOut = answers.filter((answer) => answer === 'not-allowed').length;
    expect([heardOut >= 40, heardOut < 50]).toEqual([true, true]);
    expect(new Set(answers)).toEqual(new Set(['not-allowed', 'too-many']));
  });
});

it('a budget fills up again with time, never above its burst', () => {
  let now = 0;
  const budget = messageBudget({ burst: 3, perSecond: 2 }, () => now);
  const taken = (times: number) => Array.from({ length: times }, () => budget.take());

  expect(taken(4)).toEqual([true, true, true, false]);
  now = 500;
  expect(taken(2)).toEqual([true, false]);
  expect(budget.refused()).toBe(1);
  now = 60_000;
  expect(taken(4)).toEqual([true, true, true, false]);
});
