import { io, type Socket } from 'socket.io-client';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('who hears of an arrival', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    east = await harness.pairDevice(fair, 'steward', 'East 1');
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await harness.stop();
  });

  async function listener(browser: Visitor, room: object, as?: 'device') {
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as },
      extraHeaders: { cookie: browser.cookieHeader() },
    });
    sockets.push(socket);
    return { socket, joined: await socket.timeout(5000).emitWithAck('room:join', room) };
  }
  const heard = (socket: Socket, event: string) =>
    new Promise<Record<string, unknown>>((resolve) => socket.once(event, resolve));

  it('tells every desk the new total, and the graduate’s own page', async () => {
    const graduate = await aGraduate(fair, harness.deps);
    const own = await harness.signInAs(graduate.accountId!);
    const room = { room: 'graduate', registrationId: String(graduate._id) };
    const page = await listener(own, room);
    const west = await harness.pairDevice(fair, 'steward', 'West 1');
    const desk = await listener(
      west.browser,
      { room: 'desks', fairId: String(fair._id) },
      'device',
    );
    expect([page.joined, desk.joined]).toEqual([{ ok: true }, { ok: true }]);
    const told = Promise.all([
      heard(page.socket, 'graduate:changed'),
      heard(desk.socket, 'desks:changed'),
    ]);

    await scanAt(east, scanOf(graduate.badge.token), harness);

    const [hint, totals] = await told;
    expect(hint).toMatchObject({ kind: 'arrived' });
    expect(totals).toMatchObject({ arrived: 1, expected: 1 });
  });

  it('lets nobody else into those rooms', async () => {
    const graduate = await aGraduate(fair, harness.deps);
    const room = { room: 'graduate', registrationId: String(graduate._id) };
    const refused = { ok: false, reason: 'not-allowed' };
    expect((await listener(harness.visitor(), room)).joined).toEqual(refused);
    const desks = { room: 'desks', fairId: String(fair._id) };
    const elsewhere = await harness.pairDevice(await aFair());
    expect((await listener(elsewhere.browser, desks, 'device')).joined).toEqual(refused);
    const own = await harness.signInAs(graduate.accountId!);
    expect((await listener(own, desks)).joined).toEqual(refused);
  });
});
