import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Types } from 'mongoose';
import { Device } from '../../server/checkins/device-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { scanOf } from './door-support.ts';
import { kioskScanOf, pairKiosk, PIN, sendJson, type Kiosk } from './kiosk-support.ts';

describe('a kiosk that prints', () => {
  let harness: Harness;
  let fair: FairFields;
  let kiosk: Kiosk;
  let at: string;
  let now = Date.now();
  beforeAll(async () => {
    harness = await startHarness({ now: () => new Date(now) });
    fair = await aFair();
  });
  beforeEach(async () => {
    kiosk = await pairKiosk(harness, fair);
    at = kiosk.at;
  });
  afterAll(() => harness.stop());

  const someone = () => aGraduate(fair, harness.deps, { name: 'Petra Print' });
  const set = (size: string, pin = PIN) => kiosk.browser.post(`${at}/printing`, { pin, size });
  const print = (scan: unknown, browser = kiosk.browser) => browser.post(`${at}/prints`, { scan });
  const checkIn = async (code: string) =>
    (await sendJson(kiosk.browser, `${at}/checkins`, kioskScanOf(code))).body;
  const printsOf = async (holderId: Types.ObjectId) =>
    (await Badge.findOne({ holderId }).lean().orFail()).prints;

  it('is told to by the PIN alone, and offers no badge otherwise', async () => {
    expect((await checkIn((await someone()).badge.short)).print).toBeUndefined();
    const wrong = await set('62mm', '0000');
    expect([wrong.status, wrong.text.includes('This is not the PIN')]).toEqual([422, true]);
    expect((await set('62mm')).headers.location).toBe(`${at}/leave`);
    const device = await Device.findById(kiosk.deviceId).lean().orFail();
    expect([device.printSize, device.pinTries, device.revokedAt]).toEqual(['62mm', 0, null]);
    expect((await kiosk.browser.get(`${at}/leave`)).text).toMatch(/value="62mm"\s+selected/);
    expect(await checkIn((await someone()).badge.short)).toMatchObject({
      outcome: 'ok',
      print: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
    await set('');
    expect((await checkIn((await someone()).badge.short)).print).toBeUndefined();
  });

  it('prints a badge once, however often it is asked, and leaves the next to staff', async () => {
    await set('62mm');
    const { _id, badge } = await someone();
    const { print: scan } = await checkIn(badge.token);
    const sheets = await Promise.all([print(scan), print(scan), print(scan)]);
    expect(sheets.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const sheet = sheets.find(({ status }) => status === 200)!;
    expect(sheet.text).toContain('badge-sheet--62mm');
    expect(sheet.text).not.toContain('data-print hidden');
    expect([sheet.text.includes('Petra'), sheet.headers.refresh]).toEqual([true, `31; url=${at}`]);
    expect((await print(scan)).text).toContain('Our staff can print another one.');
    expect(await printsOf(_id)).toMatchObject([{ size: '62mm', by: 'Lobby', reason: '' }]);
    expect((await checkIn(badge.token)).print).toBeUndefined();
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
  });

  it('prints for nobody but whom it has just checked in itself', async () => {
    await set('a6');
    const [late, undone, elsewhere] = [await someone(), await someone(), await someone()];
    const { print: first } = await checkIn(late.badge.token);
    now += 121_000;
    const { print: second } = await checkIn(undone.badge.token);
    await Scan.updateOne({ _id: second }, { stands: false });
    const desk = await harness.pairDevice(fair);
    const body = scanOf(elsewhere.badge.token, { scannedAt: new Date(now).toISOString() });
    const other = await sendJson(desk.browser, `/desk/${fair.slug}/checkins`, body);
    for (const scan of [first, second, other.body.scanId, '0'.repeat(24)])
      expect((await print(scan)).status).toBe(409);
    for (const scan of ['', 'x', { $ne: null }])
      expect((await print(scan)).status).toBeGreaterThan(399);
    for (const { _id } of [late, undone, elsewhere]) expect(await printsOf(_id)).toEqual([]);
    expect((await print(first, desk.browser)).status).toBe(403);
    expect((await desk.browser.post(`${at}/printing`, { pin: PIN, size: 'a6' })).status).toBe(403);
  });

  it('offers the badge by a button without script, in the language of the visitor', async () => {
    await set('4x6');
    const { badge } = await someone();
    const sent = { code: badge.short, nonce: 'n' };
    const { headers } = await kiosk.browser.post(`${at}/checkins?lang=es`, sent);
    const page = await kiosk.browser.get(headers.location!);
    expect(page.text).toContain('Imprimir mi credencial');
    const [, scan] = /name="scan" value="([0-9a-f]{24})"/.exec(page.text)!;
    const sheet = await kiosk.browser.post(`${at}/prints?lang=es`, { scan });
    expect(sheet.text).toContain('Su credencial se está imprimiendo.');
  });
});
