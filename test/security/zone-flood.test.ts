import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Device } from '../../server/checkins/device-model.ts';
import { Zone } from '../../server/checkins/zone-model.ts';
import { ZoneRefusal } from '../../server/checkins/zone-refusal-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { scanAt, scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

const KEPT_A_MINUTE = 120;
const GUESSES = 60;

describe('a device that floods a zone', () => {
  let harness: Harness;
  let fair: FairFields;
  let desk: PairedBrowser;
  let zone: string;
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair();
    desk = await harness.pairDevice(fair);
    const made = await Zone.create({ fairId: fair._id, name: 'Clinic', addedAt: new Date() });
    zone = String(made._id);
  });
  afterAll(() => harness.stop());

  const pass = (code: string, direction = 'in') =>
    desk.browser.post(`/desk/${fair.slug}/zones/${zone}/passes`, {
      code,
      direction,
      nonce: scanOf('').nonce,
    });
  const kept = () => ZoneRefusal.countDocuments({ zoneId: zone });
  const deskPage = async () =>
    (await (await harness.signIn('organizer', fair)).get(`/fairs/${fair.slug}/desks`)).text;

  it('with a badge that is refused fills no store, and the organizer hears how often', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    expect(await deskPage()).not.toContain('too many to keep');
    const sent = await Promise.all(
      Array.from({ length: KEPT_A_MINUTE + 40 }, () => pass(badge.short)),
    );
    for (const { status, text } of sent)
      expect([status, text.includes('Not checked in')]).toEqual([409, true]);
    expect(await kept()).toBe(KEPT_A_MINUTE);
    await harness.deps.background.settled();
    expect(await deskPage()).toContain('Refused scans too many to keep: 40');
    const other = await harness.pairDevice(fair, 'steward', 'West 1');
    expect((await Device.findById(other.deviceId).lean())!.unkept).toBe(0);
  });

  it('holds up nobody who may enter', async () => {
    const [refused, welcome] = [
      await aGraduate(fair, harness.deps),
      await aGraduate(fair, harness.deps),
    ];
    await scanAt(desk, scanOf(welcome.badge.token), harness);
    await Promise.all(Array.from({ length: KEPT_A_MINUTE + 1 }, () => pass(refused.badge.short)));
    expect((await pass(welcome.badge.short)).status).toBe(200);
    expect((await pass(welcome.badge.short, 'out')).status).toBe(200);
  });

  it('with unknown codes learns of no more in a minute, however many it sends at once', async () => {
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Hidden Name' });
    const sent = await Promise.all(Array.from({ length: 200 }, (_, n) => pass(`unknown-${n}`)));
    const unknown = sent.filter(({ status }) => status === 409);
    expect(unknown).toHaveLength(GUESSES);
    expect(sent.filter(({ status }) => status === 429)).toHaveLength(200 - GUESSES);
    expect(await kept()).toBe(GUESSES);
    const late = await pass(badge.short);
    expect([late.status, late.text.includes('Too many unknown codes')]).toEqual([429, true]);
    expect(late.text).not.toContain('Hidden');
  });
});
