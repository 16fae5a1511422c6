import { io, type Socket } from 'socket.io-client';
import { Device } from '../../server/checkins/device-model.ts';
import type { ScanResult } from '../../server/checkins/outcome.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { forgetKnownDevice } from '../../server/checkins/known-device.ts';
import { revokeDevice } from '../../server/checkins/revoke-device.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanOf } from './door-support.ts';

describe('the pages of a device', () => {
  let harness: Harness;
  let fair: FairFields;
  let steward: PairedBrowser;
  let supervisor: PairedBrowser;
  let at: string;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    steward = await harness.pairDevice(fair, 'steward', 'East 1');
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    at = `/desk/${fair.slug}`;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await harness.stop();
  });

  const form = (device: PairedBrowser, fields: object) =>
    device.browser.post(`${at}/checkins`, { nonce: scanOf('').nonce, ...fields });
  const json = (device: PairedBrowser, body: object) =>
    device.browser.post(`${at}/checkins`).type('json').set('Accept', 'application/json').send(body);
  function socketOf(device: PairedBrowser): Socket {
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: device.browser.cookieHeader() },
    });
    sockets.push(socket);
    return socket;
  }
  const emit = (socket: Socket, body: object): Promise<ScanResult> =>
    socket.timeout(5000).emitWithAck('checkin:submit', body);

  it('shows the fair, the day, the desk and the counters, and nobody’s name', async () => {
    const { name } = await aGraduate(fair, harness.deps, { name: 'Zelda Quist' });
    const page = await steward.browser.get(at);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Spring Fair');
    expect(page.text).toContain('East 1');
    expect(page.text).toMatch(/data-figure="expected">\d/);
    expect(page.text).not.toContain(name);
    expect(page.text).not.toContain(`${at}/search`);
    expect((await supervisor.browser.get(at)).text).toContain(`${at}/search`);
    const state = await steward.browser.getJson(`${at}/state.json`);
    expect(state.body).toMatchObject({
      arrived: 0,
      expected: 1,
      speed: 1,
      seq: expect.any(Number),
    });
  });

  it('answers form, fetch and socket alike', async () => {
    const socket = socketOf(steward);
    const graduates = await Promise.all([1, 2, 3].map(() => aGraduate(fair, harness.deps)));
    const [one, two, three] = graduates.map(({ badge }) => badge.token) as [string, string, string];
    const page = await form(steward, { code: one });
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('data-outcome="ok"')]);
    const fetched = await json(steward, scanOf(two));
    expect([fetched.status, fetched.body.outcome]).toEqual([200, 'ok']);
    expect((await emit(socket, scanOf(three))).outcome).toBe('ok');

    const again = await form(steward, { code: one });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('Already here')]);
    const scan = scanOf(one);
    const first = await emit(socket, scan);
    expect(first).toMatchObject({ outcome: 'already', desk: 'East 1' });
    expect((await json(steward, scan)).body).toEqual(first);
    expect(await Scan.countDocuments({ nonce: scan.nonce })).toBe(1);
  });

  it('asks again for a code that was left empty', async () => {
    const empty = await form(steward, { code: '  ' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('<a href="#code">');
  });

  it.each([
    { code: { $ne: null } },
    { code: 'x', nonce: { $gt: '' } },
    { code: 'x', extra: 1 },
    { code: 'x', registrationId: 'a'.repeat(24) },
    { registrationId: { $ne: null } },
    { code: 'x', scannedAt: 'yesterday' },
    { code: 'x', mode: 'magic' },
    { code: 'x'.repeat(5000) },
    {},
  ])('stores nothing of %j', async (broken) => {
    const before = await Scan.countDocuments({ fairId: fair._id });
    const { code: _, ...rest } = scanOf('');
    const answer = await json(steward, { ...rest, ...broken });
    // Operators do not get as far as the form.
    expect(answer.status).toBe(JSON.stringify(broken).includes('$') ? 400 : 422);
    const overSocket = await emit(socketOf(steward), { ...rest, ...broken });
    expect(['error', 'unknown']).toContain(overSocket.outcome);
    if (overSocket.outcome === 'error')
      expect(await Scan.countDocuments({ fairId: fair._id })).toBe(before);
  });

  it('lets stewards scan and supervisors do the rest', async () => {
    const { _id } = await aGraduate(fair, harness.deps);
    const pages = ['/search', '/walk-ins/new', '/employers'];
    for (const page of pages) {
      expect((await steward.browser.get(at + page)).status).toBe(403);
      expect((await supervisor.browser.get(at + page)).status).toBe(200);
    }
    const byName = { registrationId: String(_id), mode: 'search' };
    expect((await form(steward, byName)).status).toBe(403);
    expect((await steward.browser.post(`${at}/search`, { q: 'okafor' })).status).toBe(403);
    expect((await form(supervisor, byName)).status).toBe(200);
  });

  it('knows nobody who is not paired to this fair', async () => {
    const elsewhere = await harness.pairDevice(await aFair());
    for (const browser of [harness.visitor(), elsewhere.browser]) {
      expect((await browser.get(at)).status).toBe(403);
      expect((await browser.post(`${at}/checkins`, { code: 'x', nonce: 'n' })).status).toBe(403);
    }
    const stranger = socketOf({ ...elsewhere, browser: harness.visitor() });
    expect((await emit(stranger, scanOf('x'))).outcome).toBe('error');
    const foreign = await elsewhere.browser
      .post(`${at}/checkins`, { code: 'x', nonce: 'n' })
      .set('X-CSRF-Token', 'wrong');
    expect(foreign.status).toBe(403);
  });

  it('marks a team as arrived, once, from the scan and from the list', async () => {
    const { enrollment, badge } = await anEmployer(fair, harness.deps);
    const scanned = await form(steward, { code: badge.token });
    expect([scanned.status, scanned.text]).toEqual([
      200,
      expect.stringContaining('Our team has arrived'),
    ]);
    const here = { enrollmentId: String(enrollment._id) };
    expect((await steward.browser.post(`${at}/employer-arrivals`, here)).status).toBe(303);
    const list = { ...here, from: 'list' };
    expect((await supervisor.browser.post(`${at}/employer-arrivals`, list)).headers.location).toBe(
      `${at}/employers`,
    );
    expect((await form(steward, { code: badge.token })).text).not.toContain('Our team has arrived');
    const other = await anEmployer(await aFair(), harness.deps);
    const theirs = { enrollmentId: String(other.enrollment._id) };
    expect((await steward.browser.post(`${at}/employer-arrivals`, theirs)).status).toBe(404);
  });

  it('stores what a revoked device still sends as refused, and cuts its socket', async () => {
    const lost = await harness.pairDevice(fair, 'steward', 'West 9');
    const { badge } = await aGraduate(fair, harness.deps);
    const socket = socketOf(lost);
    expect((await emit(socket, scanOf('A'.repeat(22)))).outcome).toBe('unknown');
    const cut = new Promise((resolve) => socket.once('session:revoked', resolve));
    const scannedBefore = scanOf(badge.token, {
      scannedAt: new Date(Date.now() - 5000).toISOString(),
    });
    await revokeDevice({ fairId: fair._id, deviceId: lost.deviceId }, harness.deps);
    expect(await cut).toEqual({ reason: 'revoked' });
    const late = await json(lost, scanOf(badge.token));
    expect([late.status, late.body.outcome]).toEqual([409, 'device_revoked']);
    const stored = await Scan.findById(late.body.scanId).lean();
    expect(stored).toMatchObject({ outcome: 'device_revoked' });
    const handedIn = await json(lost, scannedBefore);
    expect(handedIn.body).toEqual({ outcome: 'ok', scanId: expect.any(String) });
    const device = await Device.findById(lost.deviceId).lean().orFail();
    forgetKnownDevice(device);
  });
});
