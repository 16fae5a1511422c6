import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { Device } from '../../server/checkins/device-model.ts';
import { forgetKnownDevice } from '../../server/checkins/known-device.ts';
import type { ScanMessage, ScanResult } from '../../server/checkins/outcome.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Zone } from '../../server/checkins/zone-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { byName, scanAt, scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

const GUESSES = 60;
const LETTERS = '23456789ABCDEFGHJKMNPQRSTWXYZ';
/** A code that may be somebody's, each another one. */
const guess = (n: number) =>
  'WWWWW' + [n / 841, n / 29, n].map((part) => LETTERS[Math.floor(part) % 29]).join('');

describe('what a paired device cannot make up', () => {
  let harness: Harness;
  let fair: FairFields;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await harness.stop();
  });

  async function socketOf({ browser }: PairedBrowser) {
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: browser.cookieHeader() },
    });
    sockets.push(socket);
    return socket;
  }
  const atDoor = (path: string) => `/desk/${fair.slug}${path}`;
  const send = (from: PairedBrowser, path: string, body: object) =>
    from.browser
      .post(atDoor(path))
      .unset('Content-Type')
      .type('json')
      .set('Accept', 'application/json')
      .send(body);
  const agoOf = (ms: number) => ({ scannedAt: new Date(Date.now() - ms).toISOString() });

  /** The same message by every way that there is. */
  async function everyWay(from: PairedBrowser, scan: (n: number) => ScanMessage) {
    const batch = await send(from, '/checkins/batch', { scans: [scan(1)] });
    const posted = await send(from, '/checkins', scan(2));
    const socket = await socketOf(from);
    const answers: ScanResult[] = [
      ...(batch.body.answers ?? []),
      posted.body,
      await socket.timeout(5000).emitWithAck('checkin:submit', scan(3)),
    ];
    return answers;
  }

  it('asks for no more unknown codes in a minute, however many it sends at once', async () => {
    const desk = await harness.pairDevice(fair, 'steward', 'Guesses');
    const socket = await socketOf(desk);
    const answers: ScanResult[] = await Promise.all(
      Array.from({ length: 1500 }, (_, n) =>
        socket.timeout(20_000).emitWithAck('checkin:submit', scanOf(guess(n))),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(GUESSES);
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Hidden Name' });
    expect(await scanAt(desk, scanOf(badge.short), harness)).toMatchObject({ outcome: 'error' });
  }, 30_000);

  it('tries no codes out at a zone either', async () => {
    const desk = await harness.pairDevice(fair, 'steward', 'Zone');
    const { _id } = await Zone.create({ fairId: fair._id, name: 'Clinic', addedAt: new Date() });
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Hidden Name' });
    const pass = (code: string, n: number) =>
      desk.browser.post(atDoor(`/zones/${String(_id)}/passes`), { code, nonce: `n${n}` });
    for (let n = 0; n < GUESSES; n += 1) expect((await pass(guess(n), n)).status).toBe(409);
    const late = await pass(badge.short, GUESSES);
    expect(late.status).toBe(429);
    expect(late.text).not.toContain('Hidden');
  });

  it('admits nobody by name, nor in spite of somebody alike, unless it is a supervisor’s', async () => {
    const desk = await harness.pairDevice(fair, 'steward', 'Names');
    const alike = { name: 'Twin Twice', school: 'One College', personKeys: ['twin|one'] };
    const [first, second] = [
      await aGraduate(fair, harness.deps, alike),
      await aGraduate(fair, harness.deps, alike),
    ];
    await scanAt(desk, scanOf(first.badge.token), harness);
    const named = await everyWay(desk, () => byName(second._id, { confirmed: true, told: 'ok' }));
    for (const { outcome = 'error' } of named) expect(outcome).toBe('error');
    const forged = { confirmed: true, told: 'ok' as const };
    for (const answer of await everyWay(desk, () => scanOf(second.badge.token, forged)))
      expect(answer.outcome).toBe('possible_duplicate');
    expect(await Scan.countDocuments({ registrationId: second._id, stands: true })).toBe(0);
  });

  it('comes no earlier than it was paired, and no later than now', async () => {
    const desk = await harness.pairDevice(fair, 'steward', 'Times');
    const { pairedAt } = await Device.findById(desk.deviceId).lean().orFail();
    for (const scannedAt of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00']) {
      const { _id, badge } = await aGraduate(fair, harness.deps);
      await everyWay(desk, () => scanOf(badge.token, { scannedAt }));
      for (const scan of await Scan.find({ registrationId: _id }).lean()) {
        expect(scan.scannedAt.getTime()).toBeGreaterThanOrEqual(pairedAt.getTime());
        expect(scan.scannedAt.getTime()).toBeLessThanOrEqual(scan.receivedAt.getTime());
      }
      expect(await Scan.countDocuments({ registrationId: _id })).toBe(3);
    }
  });

  it('brings back no arrival that was undone, nor its time', async () => {
    const [east, help] = [
      await harness.pairDevice(fair, 'steward', 'Far'),
      await harness.pairDevice(fair, 'supervisor', 'Help'),
    ];
    for (const { deviceId, tokenHash } of [east, help]) {
      await Device.updateOne({ _id: deviceId }, { pairedAt: new Date(Date.now() - 3_600_000) });
      forgetKnownDevice({ _id: deviceId, tokenHash });
    }
    const { _id, badge } = await aGraduate(fair, harness.deps);
    const mistake = await scanAt(help, scanOf(badge.token, agoOf(60_000)), harness);
    await send(help, `/checkins/${mistake.scanId}/undone`, { why: 'not this person' });
    const late = { ...agoOf(120_000), told: 'ok' as const };
    await scanAt(east, scanOf(badge.token, late), harness);
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(0);
    const real = await scanAt(help, scanOf(badge.token), harness);
    expect(real.outcome).toBe('ok');
    await scanAt(east, scanOf(badge.token, late), harness);
    expect(await Scan.findById(real.scanId).lean()).not.toHaveProperty('earlier');
    expect(await Scan.countDocuments({ registrationId: _id, 'conflict.open': true })).toBe(2);
  });

  it('learns nothing of another fair’s people by letting them in', async () => {
    const other = await aFair();
    const { badge } = await aGraduate(other, harness.deps, { name: 'Of Elsewhere' });
    const help = await harness.pairDevice(fair, 'supervisor', 'Help');
    const told = await everyWay(help, () => scanOf(badge.token, { told: 'ok' }));
    const page = await help.browser.get(atDoor('/conflicts'));
    expect(told.map(({ outcome }) => outcome)).toEqual(Array(3).fill('wrong_fair'));
    expect(page.text).toContain('Let in, but wrong_fair');
    expect(JSON.stringify(told) + page.text).not.toContain('Elsewhere');
  });

  it('breaks the list without a line by no version that it makes up', async () => {
    const desk = await harness.pairDevice(fair, 'steward', 'Lists');
    const list = (since: string) =>
      desk.browser.getJson(atDoor(`/snapshot.json?since=${encodeURIComponent(since)}`));
    const [name] = (await list('')).body.version.split('.');
    const rest = ['', '0', '0.x', '0.1e300', '0.-1e300', '-1.0', '1e999.NaN', '0.0.0.0', '..'];
    for (const each of rest)
      expect([each, (await list(`${name}.${each}`)).status]).toEqual([each, 200]);
    expect((await list(`${name}.0.x`)).body.whole).toBe(true);
  });
});
