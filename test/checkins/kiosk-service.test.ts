import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { Device } from '../../server/checkins/device-model.ts';
import { stopStuckKiosks } from '../../server/checkins/kiosk-service.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { StaffCall } from '../../server/checkins/staff-call-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import type { DesksState } from '../../server/live/live-events.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { kioskScanOf, pairKiosk, PIN, sendJson, type Kiosk } from './kiosk-support.ts';

describe('a kiosk whose printer fails', () => {
  let harness: Harness;
  let fair: FairFields;
  let kiosk: Kiosk;
  let at: string;
  let now = Date.now();
  beforeAll(async () => {
    harness = await startHarness({ now: () => new Date(now) });
  });
  beforeEach(async () => {
    fair = await aFair();
    at = `/desk/${fair.slug}/kiosk`;
    kiosk = await pairKiosk(harness, fair);
    const printing = { printSize: '62mm', kioskName: 'Left <1>' };
    await Device.updateOne({ _id: kiosk.deviceId }, printing);
  });
  afterAll(() => harness.stop());

  const device = () => Device.findById(kiosk.deviceId).lean().orFail();
  const start = async () => (await kiosk.browser.get(at)).text;
  const OUT = 'This kiosk is out of service';

  async function checkIn() {
    const graduate = await aGraduate(fair, harness.deps);
    const scan = kioskScanOf(graduate.badge.short);
    const { body } = await sendJson(kiosk.browser, `${at}/checkins`, scan);
    return { graduate, scan, ...body };
  }
  /** Somebody is checked in, and their badge is on its way to the printer. */
  async function startPrint() {
    const checked = await checkIn();
    const sheet = await kiosk.browser.post(`${at}/prints`, { scan: checked.print });
    expect(sheet.headers.refresh).toBe(`31; url=${at}`);
    return checked;
  }

  it('serves on once the badge is said to have come', async () => {
    await startPrint();
    expect((await kiosk.browser.post(`${at}/printed`, { came: 'yes' })).headers.location).toBe(at);
    now += 60_000;
    expect(await start()).not.toContain(OUT);
    expect((await kiosk.browser.post(`${at}/printed`, { came: 'perhaps' })).status).toBe(422);
  });

  it('turns visitors away when nobody says so in time, and calls staff; who is in stays in', async () => {
    const { graduate, scan } = await startPrint();
    now += 29_000;
    expect(await start()).not.toContain(OUT);
    now += 2_000;
    expect(await start()).toContain(OUT);
    expect(await start()).toContain('Our staff have been called.');
    expect((await kiosk.browser.get(`${at}?lang=es`)).text).toContain('fuera de servicio');
    const calls = await StaffCall.find({ deviceId: kiosk.deviceId }).lean();
    expect(calls).toMatchObject([{ why: 'print', open: true }]);
    expect(await checkIn()).toMatchObject({ outcome: 'out', word: OUT });
    for (const path of ['/readings', '/checkins', '/prints'])
      expect((await kiosk.browser.post(at + path, scan)).headers.location).toBe(at);
    const arrived = { registrationId: graduate._id, stands: true };
    expect(await Scan.countDocuments(arrived)).toBe(1);
    expect(await Scan.countDocuments({ deviceId: kiosk.deviceId })).toBe(1);
  });

  it('does so at once when somebody says that nothing came out', async () => {
    await startPrint();
    await kiosk.browser.post(`${at}/printed`, { came: 'no' });
    expect(await start()).toContain(OUT);
  });

  it('is found though its browser hangs, unless its access has ended', async () => {
    await startPrint();
    await stopStuckKiosks(harness.deps);
    expect((await device()).outOfServiceAt).toBeNull();
    now += 31_000;
    await Device.updateOne({ _id: kiosk.deviceId }, { revokedAt: new Date(now) });
    await stopStuckKiosks(harness.deps);
    expect((await device()).outOfServiceAt).toBeNull();
    await Device.updateOne({ _id: kiosk.deviceId }, { revokedAt: null });
    await Promise.all([1, 2, 3].map(() => stopStuckKiosks(harness.deps)));
    expect((await device()).outOfServiceAt).toBeInstanceOf(Date);
    expect(await StaffCall.countDocuments({ deviceId: kiosk.deviceId })).toBe(1);
  });

  it('is brought back by the PIN alone, and its call is answered by that', async () => {
    await startPrint();
    await kiosk.browser.post(`${at}/printed`, { came: 'no' });
    expect((await kiosk.browser.get(`${at}/leave`)).text).toContain('Bring it back into service');
    const wrong = await kiosk.browser.post(`${at}/service`, { pin: '0000' });
    expect([wrong.status, wrong.text.includes('This is not the PIN')]).toEqual([422, true]);
    expect(await start()).toContain(OUT);
    expect((await kiosk.browser.post(`${at}/service`, { pin: PIN })).headers.location).toBe(at);
    expect(await start()).not.toContain(OUT);
    expect(await StaffCall.countDocuments({ deviceId: kiosk.deviceId, open: true })).toBe(0);
    expect(await checkIn()).toMatchObject({ outcome: 'ok' });
  });

  it('is seen by the organizer and at a supervisor’s desk, where its call is answered', async () => {
    const supervisor = await harness.pairDevice(fair, 'supervisor', 'East 1');
    const steward = await harness.pairDevice(fair, 'steward', 'East 1');
    const organizer = await harness.signIn('organizer', fair);
    const desk = `/desk/${fair.slug}`;
    const state = async ({ browser }: PairedBrowser): Promise<DesksState> =>
      (await browser.getJson(`${desk}/state.json`)).body;
    expect((await supervisor.browser.get(desk)).text).toMatch(/data-calls hidden/);
    await startPrint();
    await kiosk.browser.post(`${at}/printed`, { came: 'no' });

    for (const page of [
      await supervisor.browser.get(desk),
      await organizer.get(`/fairs/${fair.slug}/dashboard`),
    ]) {
      expect(page.text).toMatch(/<strong>Lobby, Left &lt;1&gt;<\/strong>, since [^<]+: no badge/);
      expect(page.text).toMatch(/data-kiosks-out ><h2>Kiosk out of service/);
    }
    expect((await organizer.get(`/fairs/${fair.slug}/desks`)).text).toContain(
      'Out of service: no badge came out',
    );
    expect((await steward.browser.get(desk)).text).not.toContain('Left &lt;1&gt;');
    expect(await state(steward)).toMatchObject({ staffCalls: [], kiosksOut: [] });

    const { staffCalls = [], kiosksOut } = await state(supervisor);
    const where = { desk: 'Lobby', kiosk: 'Left <1>', at: expect.any(String) };
    expect([staffCalls, kiosksOut]).toEqual([[{ ...where, why: 'print' }], [where]]);
    const answered = `${desk}/staff-calls/answered`;
    const until = staffCalls[0]!.at;
    expect((await steward.browser.post(answered, { until })).status).toBe(403);
    expect((await supervisor.browser.post(answered, { until: 'soon' })).status).toBe(422);
    expect((await supervisor.browser.post(answered, { until })).headers.location).toBe(desk);
    expect(await state(supervisor)).toMatchObject({ staffCalls: [], kiosksOut: [where] });
    expect(await StaffCall.findOne({ deviceId: kiosk.deviceId }).lean()).toMatchObject({
      open: false,
      answeredByDevice: supervisor.deviceId,
    });
  });

  it('calls staff live at the desks', async () => {
    const supervisor = await harness.pairDevice(fair, 'supervisor', 'East 1');
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: supervisor.browser.cookieHeader() },
    });
    const room = { room: 'desks', fairId: String(fair._id) };
    expect(await socket.timeout(5000).emitWithAck('room:join', room)).toEqual({ ok: true });
    const called = new Promise<DesksState>((resolve) =>
      socket.on('desks:changed', (frame: DesksState) => {
        if (frame.staffCalls?.length) resolve(frame);
      }),
    );
    await kiosk.browser.post(`${at}/staff-calls`, {});
    expect((await called).staffCalls).toEqual([
      { desk: 'Lobby', kiosk: 'Left <1>', why: 'help', at: expect.any(String) },
    ]);
    socket.close();
  });
});
