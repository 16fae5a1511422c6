import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { Device, type DeviceRole } from '../../server/checkins/device-model.ts';
import { forgetKnownDevice } from '../../server/checkins/known-device.ts';
import { makePairing } from '../../server/checkins/pair-device.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Session } from '../../server/web/session-model.ts';
import { hashOf } from '../../server/web/tokens.ts';
import { scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

describe('what pairing leaves in a browser', () => {
  let harness: Harness;
  let fair: FairFields;
  let deskId: Types.ObjectId;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    ({ deskId } = await harness.pairDevice(fair));
  });
  afterAll(() => harness.stop());

  async function pair(browser: Visitor, role: DeviceRole) {
    const at = { fairId: fair._id, deskId, role };
    const { token } = (await makePairing(at, new Types.ObjectId(), harness.deps))!;
    const link = `/desk/pair/${token}`;
    // What a form may say besides changes nothing: the link alone says what the browser becomes.
    const forged = { role: 'supervisor', fairId: 'x', expiresAt: '2099-01-01T00:00:00Z' };
    const answer = await browser.post(link, { volunteer: 'Val', pin: '4711', ...forged });
    expect(answer.status).toBe(303);
    const device = await Device.findOne({ tokenHash: hashOf(browser.cookie('fairbridge_device')!) })
      .lean()
      .orFail();
    expect(device.role).toBe(role);
    return { device, cookie: String(answer.headers['set-cookie']) };
  }

  it('signs whoever is signed in out of a browser that becomes a kiosk', async () => {
    const organizer = await harness.signIn('organizer', fair);
    const token = organizer.cookie('fairbridge_session')!;
    await pair(organizer, 'kiosk');
    for (const page of ['graduates', 'desks', 'dashboard'])
      expect((await organizer.get(`/fairs/${fair.slug}/${page}`)).status).toBe(303);
    expect(await Session.countDocuments({ tokenHash: hashOf(token) })).toBe(0);
  });

  it('leaves an organizer signed in who works at a desk of the own fair', async () => {
    const organizer = await harness.signIn('organizer', fair);
    await pair(organizer, 'supervisor');
    expect((await organizer.get(`/fairs/${fair.slug}/desks`)).status).toBe(200);
    expect((await organizer.get(`/desk/${fair.slug}`)).status).toBe(200);
  });

  it('says no less long which device it was than scans may be handed in', async () => {
    const { device, cookie } = await pair(harness.visitor(), 'steward');
    const [, until = ''] = /fairbridge_device=[^;]+;.*?Expires=([^;]+)/.exec(cookie)!;
    expect(Date.parse(until) - device.expiresAt.getTime()).toBeGreaterThanOrEqual(86_400_000);
  });

  it('lets a device that ended more than a week ago change nothing any more', async () => {
    const day = 86_400_000;
    const at = (daysAgo: number) => new Date(Date.now() - daysAgo * day);
    const { _id, badge } = await aGraduate(fair, harness.deps);
    const ends = [
      { revokedAt: at(7.1), expiresAt: at(-1) },
      { revokedAt: null, expiresAt: at(7.1) },
    ];
    for (const end of ends) {
      const { browser, deviceId } = await harness.pairDevice(fair, 'steward');
      await Device.updateOne({ _id: deviceId }, { pairedAt: at(9), ...end });
      const scan = scanOf(badge.token, { scannedAt: at(8).toISOString(), told: 'ok' });
      const batch = browser.post(`/desk/${fair.slug}/checkins/batch`).type('json');
      expect((await batch.send({ scans: [scan] })).status).toBe(403);
      expect((await browser.post(`/desk/${fair.slug}/heartbeat`, { pending: 9 })).status).toBe(403);
      expect((await browser.get(`/desk/${fair.slug}`)).text).not.toContain('data-ended');
    }
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
  });

  it('takes from a device whose shift is over what it scanned before, and shows it nothing', async () => {
    const { badge, _id } = await aGraduate(fair, harness.deps, { name: 'Late Comer' });
    const { browser, deviceId, tokenHash } = await harness.pairDevice(fair, 'supervisor');
    const before = new Date(Date.now() - 30_000).toISOString();
    await Device.updateOne({ _id: deviceId }, { expiresAt: new Date(Date.now() - 10_000) });
    forgetKnownDevice({ _id: deviceId, tokenHash });
    const scans = [scanOf(badge.token, { scannedAt: before, told: 'ok' }), scanOf(badge.short)];
    const page = await browser.get(`/desk/${fair.slug}`);
    const answer = await browser
      .post(`/desk/${fair.slug}/checkins/batch`)
      .type('json')
      .send({ scans });
    expect(page.status).toBe(403);
    expect(page.text).toContain(`data-ended="/desk/${fair.slug}"`);
    expect(page.text + answer.text).not.toContain('Late');
    expect(answer.body.answers.map((each: { outcome: string }) => each.outcome)).toEqual([
      'ok_offline',
      'device_revoked',
    ]);
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
  });
});
