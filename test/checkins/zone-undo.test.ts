import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Zone } from '../../server/checkins/zone-model.ts';
import { ZoneStay } from '../../server/checkins/zone-stay-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import type { DashboardFrame } from '../../server/live/live-events.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('somebody in a zone whose arrival is undone', () => {
  let harness: Harness;
  let fair: FairFields;
  let help: PairedBrowser;
  let zone: string;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair();
    help = await harness.pairDevice(fair, 'supervisor', 'Help');
    const made = { fairId: fair._id, name: 'Clinic', capacity: 1, addedAt: new Date() };
    zone = String((await Zone.create(made))._id);
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await harness.stop();
  });

  const pass = (code: string, direction = 'in') =>
    help.browser.post(`/desk/${fair.slug}/zones/${zone}/passes`, {
      code,
      direction,
      nonce: scanOf('').nonce,
    });
  const undo = (scanId: string | undefined, why = 'somebody else') =>
    help.browser.post(`/desk/${fair.slug}/checkins/${scanId}/undone`, { why });
  async function somebody() {
    const person = await aGraduate(fair, harness.deps);
    return { ...person, ...(await scanAt(help, scanOf(person.badge.token), harness)) };
  }
  async function controlRoom() {
    const organizer = await harness.signIn('organizer', fair);
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1 },
      extraHeaders: { cookie: organizer.cookieHeader() },
    });
    sockets.push(socket);
    const room = { room: 'team', fairId: String(fair._id) };
    await socket.timeout(5000).emitWithAck('room:join', room);
    const inside = (count: number) =>
      new Promise<void>((resolve) =>
        socket.on('dashboard:changed', (frame: DashboardFrame) => {
          if (frame.zones[0]?.inside === count) resolve();
        }),
      );
    const shown = async () =>
      (await organizer.getJson(`/fairs/${fair.slug}/dashboard/state.json`)).body.zones[0].inside;
    return { inside, shown };
  }

  it('is inside no more, is seen to be gone at once, and leaves the place to others', async () => {
    const [one, two, office] = [await somebody(), await somebody(), await controlRoom()];
    const came = office.inside(1);
    expect((await pass(one.badge.short)).status).toBe(200);
    await came;
    expect((await pass(two.badge.short)).text).toContain('Full');
    const gone = office.inside(0);
    expect((await undo(one.scanId)).status).toBe(303);
    await gone;
    expect(await office.shown()).toBe(0);
    const desk = await help.browser.get(`/desk/${fair.slug}/zones/${zone}`);
    expect(desk.text).toContain('<strong>0</strong> of 1');
    expect(await ZoneStay.findOne({ registrationId: one._id }).lean()).toMatchObject({
      stands: false,
      leftBy: 'undo',
      leftAt: expect.any(Date),
    });
    expect((await pass(two.badge.short)).status).toBe(200);
    expect((await pass(one.badge.short)).text).toContain('Not checked in');
  });

  it('comes in again after a new arrival', async () => {
    const { badge, scanId } = await somebody();
    await pass(badge.short);
    await undo(scanId);
    await scanAt(help, scanOf(badge.token), harness);
    expect((await pass(badge.short)).status).toBe(200);
    expect(await ZoneStay.countDocuments({ zoneId: zone, stands: true })).toBe(1);
  });

  it('stays where nothing was undone', async () => {
    const { badge, scanId, _id } = await somebody();
    await pass(badge.short);
    const west = await harness.pairDevice(fair, 'steward', 'West 1');
    const refused = await west.browser.post(`/desk/${fair.slug}/checkins/${scanId}/undone`, {});
    expect(refused.status).toBe(303);
    expect(await ZoneStay.countDocuments({ registrationId: _id, stands: true })).toBe(1);
  });

  it('is not left inside by a scan of the same moment', async () => {
    await Zone.updateOne({ _id: zone }, { capacity: null });
    const people = await Promise.all(Array.from({ length: 30 }, somebody));
    await Promise.all(
      people.flatMap(({ badge, scanId }) => [pass(badge.short).then(), undo(scanId).then()]),
    );
    expect(await Scan.countDocuments({ fairId: fair._id, stands: true })).toBe(0);
    expect(await ZoneStay.countDocuments({ zoneId: zone, stands: true })).toBe(0);
  });

  it('is not left inside by a server that is killed in the middle', async () => {
    const { badge, scanId } = await somebody();
    await pass(badge.short);
    const undone = Scan.collection.updateOne.bind(Scan.collection);
    let alive = true;
    jest.spyOn(Scan.collection, 'updateOne').mockImplementation(async (...given) => {
      const answer = await undone(...given);
      alive = false;
      return answer;
    });
    const left = ZoneStay.collection.updateOne.bind(ZoneStay.collection);
    jest.spyOn(ZoneStay.collection, 'updateOne').mockImplementation(async (...given) => {
      if (!alive) throw new Error('the process was killed');
      return left(...given);
    });
    expect((await undo(scanId)).status).toBe(500);
    expect(await ZoneStay.countDocuments({ zoneId: zone, stands: true })).toBe(0);
  });
});
