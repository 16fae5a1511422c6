import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { Device } from '../../server/checkins/device-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { callStaff, openCalls } from '../../server/checkins/staff-calls.ts';
import type { DashboardFrame } from '../../server/live/live-events.ts';
import { knownOf, scanAt, scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('the control room', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function anOffice() {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const at = `/fairs/${fair.slug}/dashboard`;
    const state = async (): Promise<DashboardFrame> =>
      (await organizer.getJson(`${at}/state.json`)).body;
    return { fair, organizer, at, state };
  }

  it('counts arrivals per desk and five minutes, and estimates the wait', async () => {
    const { fair, organizer, at, state } = await anOffice();
    const [east, west] = [
      await harness.pairDevice(fair, 'steward', 'East <1>'),
      await harness.pairDevice(fair, 'steward', 'West 2'),
    ];
    const earlier = new Date(Date.now() - 8 * 60_000);
    await Device.updateMany({ fairId: fair._id }, { pairedAt: new Date(earlier.getTime() - 1) });
    for (let n = 0; n < 3; n += 1) {
      const { badge } = await aGraduate(fair, harness.deps);
      await scanAt(n < 2 ? east : west, scanOf(badge.token), harness);
    }
    const { badge } = await aGraduate(fair, harness.deps);
    await scanAt(east, scanOf(badge.token, { scannedAt: earlier.toISOString() }), harness);
    const now = await state();
    expect(now.recentFives.length).toBeGreaterThanOrEqual(2);
    for (const { arrived, recent } of now.byDesk)
      expect(recent.reduce((sum, count) => sum + count, 0)).toBe(arrived);
    expect(now.byDesk.map(({ recent }) => recent.at(-1))).toEqual([2, 1]);
    expect(now.wait).toMatchObject({ kind: 'too_early', scans: 3, desks: 2 });
    const { text } = await organizer.get(at);
    expect(text).toContain('Too early to tell');
    expect(text).toMatch(/data-fives.*East &lt;1&gt;<\/th>.*data-shade="4">2</s);
  });

  it('tells the last ten refused scans by time, desk and reason, and nobody’s name', async () => {
    const { fair, organizer, at, state } = await anOffice();
    const desk = await harness.pairDevice(fair, 'steward', 'East 1');
    const canceled = await aGraduate(fair, harness.deps, {
      name: 'Cassandra Canceled',
      state: 'canceled',
    });
    await scanAt(desk, scanOf(canceled.badge.token), harness);
    for (let n = 0; n < 11; n += 1)
      await scanAt(desk, scanOf(`${'A'.repeat(20)}${String(n).padStart(2, '0')}`), harness);
    const { lastRefused, refused } = await state();
    expect(lastRefused).toHaveLength(10);
    expect(lastRefused[0]).toEqual({ at: expect.any(String), desk: 'East 1', outcome: 'unknown' });
    expect(refused).toContainEqual({ outcome: 'canceled', count: 1 });
    expect((await organizer.get(at)).text).not.toContain('Cassandra');
  });

  it('shows what devices still hold, and what they decided wrongly without a line', async () => {
    const { fair, organizer, at, state } = await anOffice();
    const desk = await harness.pairDevice(fair, 'steward', 'East 1');
    const other = await harness.pairDevice(fair, 'steward', 'East 1');
    for (const [deviceId, pending] of [
      [desk.deviceId, 3],
      [other.deviceId, 4],
    ] as const)
      await Device.collection.updateOne({ _id: deviceId }, { $set: { pending } });
    const { badge } = await aGraduate(fair, harness.deps);
    await scanAt(desk, scanOf(badge.token), harness);
    await Scan.updateOne(
      { deviceId: desk.deviceId },
      { conflict: { kind: 'twice', open: true, settledAt: null, settledBy: '' } },
    );
    const now = await state();
    expect(now.byDesk[0]).toMatchObject({ name: 'East 1', pending: 7 });
    expect(now.conflicts).toEqual({
      open: 1,
      latest: [{ at: expect.any(String), desk: 'East 1', kind: 'twice' }],
    });
    expect((await organizer.get(at)).text).toContain('Let in twice');
    await Scan.updateOne({ deviceId: desk.deviceId }, { 'conflict.open': false });
    expect((await state()).conflicts).toEqual({ open: 0, latest: [] });
  });

  it('lists late employers with booth and contact, and takes them off when they come', async () => {
    const { fair, organizer, at, state } = await anOffice();
    const contact = { name: 'Cora <b>', email: 'c@e.example', phone: '404 555 0199' };
    const { enrollment, badge } = await anEmployer(fair, harness.deps, { contact });
    expect((await state()).lateEmployers).toEqual([
      {
        enrollmentId: String(enrollment._id),
        name: enrollment.employerName,
        ...{ boothCode: null, contact: 'Cora <b>', phone: '404 555 0199' },
      },
    ]);
    expect((await organizer.get(at)).text).toContain('Cora &lt;b&gt;, 404 555 0199');
    const desk = await harness.pairDevice(fair);
    expect(await scanAt(desk, scanOf(badge.token), harness)).toMatchObject({
      outcome: 'employer_code',
    });
    await desk.browser.post(`/desk/${fair.slug}/employer-arrivals`, {
      enrollmentId: String(enrollment._id),
    });
    expect(await state()).toMatchObject({ lateEmployers: [], missingEmployers: [] });
  });

  it('shows who calls for staff until somebody goes; a call after that stays', async () => {
    const { fair, organizer, at, state } = await anOffice();
    const kiosk = await harness.pairDevice(fair, 'steward', 'Kiosk <1>');
    const known = await knownOf(kiosk);
    await Promise.all([1, 2, 3].map(() => callStaff(known, 'help', harness.deps)));
    const { staffCalls } = await state();
    const one = { desk: 'Kiosk <1>', kiosk: '', why: 'help', at: expect.any(String) };
    expect(staffCalls).toEqual([one]);
    expect((await organizer.get(at)).text).toContain('Kiosk &lt;1&gt;');
    const answer = (until: unknown) => organizer.post(`${at}/staff-calls/answered`, { until });
    expect((await answer('soon')).status).toBe(422);
    expect((await answer(new Date(0).toISOString())).status).toBe(303);
    expect(await openCalls(fair._id)).toHaveLength(1);
    expect((await answer(staffCalls[0]!.at)).status).toBe(303);
    expect((await state()).staffCalls).toEqual([]);
    await callStaff(known, 'help', harness.deps);
    expect((await state()).staffCalls).toHaveLength(1);
    const stranger = await harness.signIn('organizer', { _id: new Types.ObjectId() });
    expect((await stranger.post(`${at}/staff-calls/answered`)).status).toBe(404);
  });
});
