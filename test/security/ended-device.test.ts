import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { Device } from '../../server/checkins/device-model.ts';
import type { ScanMessage } from '../../server/checkins/outcome.ts';
import { revokeDevice } from '../../server/checkins/revoke-device.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

const MOST = { before: 5000, after: 1000 };

describe('a device whose access was ended', () => {
  let harness: Harness;
  let fair: FairFields;
  let lost: PairedBrowser;
  let organizer: Visitor;
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair();
    lost = await harness.pairDevice(fair);
    organizer = await harness.signIn('organizer', fair);
  });
  afterAll(() => harness.stop());

  const revoke = () => revokeDevice({ fairId: fair._id, deviceId: lost.deviceId }, harness.deps);
  const send = (path: string, body: object) =>
    lost.browser
      .post(`/desk/${fair.slug}${path}`)
      .set('Accept', 'application/json')
      .type('json')
      .send(body);
  const handIn = async (scans: ScanMessage[]) =>
    (await send('/checkins/batch', { scans })).body.answers as { outcome: string }[];
  const made = (code: string, seconds: number, told: ScanMessage['told'] = 'ok_offline') =>
    scanOf(code, { scannedAt: new Date(Date.now() - seconds * 1000).toISOString(), told });
  const stored = (filter = {}) => Scan.countDocuments({ deviceId: lost.deviceId, ...filter });
  const state = async () =>
    (await organizer.getJson(`/fairs/${fair.slug}/dashboard/state.json`)).body;
  const deskPage = async () => (await organizer.get(`/fairs/${fair.slug}/desks`)).text;

  /** As if it had sent so many already. */
  async function hasSent(count: number, outcome: 'unknown' | 'device_revoked') {
    const at = new Date(Date.now() + 1);
    const of = { fairId: fair._id, deskId: lost.deskId, deviceId: lost.deviceId };
    const rows = Array.from({ length: count }, (_, n) => ({
      ...of,
      _id: new Types.ObjectId(),
      day: '2000-01-01',
      nonce: `${outcome}-${n}`,
      subject: 's',
      mode: 'camera',
      outcome,
      personKeys: [],
      answer: { outcome },
      scannedAt: at,
      receivedAt: at,
    }));
    await Scan.collection.insertMany(rows as never);
  }

  it('lowers the number of scans that wait on it, raises it never, and says nothing else of itself', async () => {
    await send('/heartbeat', { pending: 5, battery: 80 });
    await revoke();
    for (const [says, kept] of [
      [1_000_000, 5],
      [2, 2],
      [4, 2],
      [0, 0],
      [9, 0],
    ]) {
      const answer = await send('/heartbeat', { pending: says, battery: 3, clockJump: 9999 });
      expect(answer.status).toBe(200);
      expect((await state()).byDesk[0].pending).toBe(kept);
    }
    await send('/heartbeat', { checks: [{ name: 'camera', state: 'fail' }] });
    const device = await Device.findById(lost.deviceId).lean().orFail();
    expect(device).toMatchObject({ pending: 0, battery: 80, clockJump: null, checks: [] });
  });

  it('makes no figure of the door by scanning on', async () => {
    await revoke();
    const answers = await handIn([made('x', 0), made('y', 0), made('z', 0, 'unknown')]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill('device_revoked'));
    expect(await stored({ outcome: 'device_revoked' })).toBe(3);
    const { refused, lastRefused, byDesk } = await state();
    expect([refused, lastRefused]).toEqual([[], []]);
    expect(byDesk[0]).toMatchObject({ refused: 0, lastScanAt: null });
  });

  it('fills no store by scanning on, and still hands in what it scanned before', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await revoke();
    await hasSent(MOST.after - 2, 'device_revoked');
    const answers = await handIn(Array.from({ length: 60 }, () => made('x', 0)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(60).fill('device_revoked'));
    expect((await send('/checkins', made('x', 0))).body.outcome).toBe('device_revoked');
    const rows = await stored();
    expect(rows).toBeLessThan(MOST.after + 20);
    await harness.deps.background.settled();
    const more = MOST.after - 2 + 61 - rows;
    expect(await deskPage()).toContain(`Refused scans too many to keep: ${more}`);
    const people = await Promise.all(
      Array.from({ length: 20 }, () => aGraduate(fair, harness.deps)),
    );
    const queue = people.map(({ badge }) => made(badge.token, 30));
    for (const { outcome } of await handIn(queue)) expect(outcome).toBe('ok_offline');
    for (const { outcome } of await handIn(queue)) expect(outcome).toBe('ok_offline');
    expect(await stored({ stands: true })).toBe(20);
    expect((await state()).arrived).toBe(20);
  });

  it('hands in no more than anybody can have scanned; the rest stays on it', async () => {
    await revoke();
    await hasSent(MOST.before - 1, 'unknown');
    const { badge, _id } = await aGraduate(fair, harness.deps);
    expect(await handIn([made('x', 30, 'unknown')])).toMatchObject([{ outcome: 'unknown' }]);
    expect(await handIn([made('y', 30, 'unknown'), made(badge.token, 30)])).toMatchObject([
      { outcome: 'error' },
      { outcome: 'error' },
    ]);
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
    expect((await handIn([made('z', 0)]))[0]).toMatchObject({ outcome: 'device_revoked' });
    expect(await stored({ outcome: 'unknown' })).toBe(MOST.before);
  });
});
