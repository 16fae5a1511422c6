import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Types } from 'mongoose';
import { passZone } from '../../server/checkins/pass-zone.ts';
import { Zone, type ZoneFields } from '../../server/checkins/zone-model.ts';
import { decidePass, type Direction } from '../../server/checkins/zone-pass.ts';
import { ZoneRefusal } from '../../server/checkins/zone-refusal-model.ts';
import { ZoneStay } from '../../server/checkins/zone-stay-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import type { DashboardFrame } from '../../server/live/live-events.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { knownOf, scanAt, scanOf } from './door-support.ts';

describe('zones of a fair', () => {
  let harness: Harness;
  let fair: FairFields;
  let desk: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    desk = await harness.pairDevice(fair, 'steward', 'Clinic');
  });
  afterAll(() => harness.stop());

  let count = 0;
  const aZone = async (capacity: number | null = null) =>
    (
      await Zone.create({
        fairId: fair._id,
        name: `Zone ${(count += 1)}`,
        capacity,
        addedAt: new Date(),
      })
    ).toObject() as unknown as ZoneFields;
  async function somebody() {
    const person = await aGraduate(fair, harness.deps, { name: 'Ada Lovelace' });
    await scanAt(desk, scanOf(person.badge.token), harness);
    return person;
  }
  const pass = async (
    zone: ZoneFields,
    code: string,
    direction: Direction = 'toggle',
    nonce = scanOf('').nonce,
  ) => passZone({ code, nonce, direction }, zone, await knownOf(desk), harness.deps);
  const inside = (zone: ZoneFields) => ZoneStay.countDocuments({ zoneId: zone._id, stands: true });

  it('are entered and left by turns, and each stay is kept', async () => {
    const [zone, { badge }] = [await aZone(), await somebody()];
    expect(await pass(zone, badge.short)).toEqual({ outcome: 'entered', name: 'Ada Lovelace' });
    expect(await pass(zone, badge.token, 'in')).toMatchObject({ outcome: 'inside_already' });
    expect(await pass(zone, badge.token)).toMatchObject({ outcome: 'left' });
    expect(await pass(zone, badge.token, 'out')).toMatchObject({ outcome: 'not_inside' });
    expect(await pass(zone, badge.token, 'in')).toMatchObject({ outcome: 'entered' });
    expect(await ZoneStay.countDocuments({ zoneId: zone._id })).toBe(2);
  });

  it('begin each day empty', async () => {
    const [zone, { badge }] = [await aZone(), await somebody()];
    await pass(zone, badge.token);
    await ZoneStay.updateOne({ zoneId: zone._id }, { day: '2020-01-01' });
    expect(await pass(zone, badge.token)).toMatchObject({ outcome: 'entered' });
  });

  it('are left by entering another', async () => {
    const [one, two, { badge }] = [await aZone(), await aZone(), await somebody()];
    await pass(one, badge.token);
    await pass(two, badge.token);
    expect([await inside(one), await inside(two)]).toEqual([0, 1]);
    expect(await ZoneStay.findOne({ zoneId: one._id }).lean()).toMatchObject({
      stands: false,
      leftBy: 'another zone',
      leftAt: expect.any(Date),
    });
  });

  it('hold nobody twice when many desks scan one badge at once', async () => {
    const zones = [await aZone(), await aZone(), await aZone()];
    const { badge, _id } = await somebody();
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => pass(zones[at % 3]!, badge.token, 'in')),
    );
    expect(await ZoneStay.countDocuments({ registrationId: _id, stands: true })).toBe(1);
    const stays = await ZoneStay.find({ registrationId: _id }).lean();
    expect(stays.filter(({ stands, leftAt }) => stands === (leftAt !== null))).toEqual([]);
  });

  it('count a scan that is sent again once, and a nonce with another badge as another scan', async () => {
    const [zone, { badge }, other] = [await aZone(), await somebody(), await somebody()];
    for (let n = 0; n < 3; n += 1)
      expect(await pass(zone, badge.token, 'toggle', 'same')).toMatchObject({ outcome: 'entered' });
    expect(await pass(zone, other.badge.token, 'toggle', 'same')).toMatchObject({
      outcome: 'entered',
    });
    for (let n = 0; n < 3; n += 1)
      expect(await pass(zone, badge.token, 'toggle', 'out')).toMatchObject({ outcome: 'left' });
    expect(await inside(zone)).toBe(1);
  });

  it('let nobody in beyond their places, nor whom the door has not seen', async () => {
    const [zone, one, two] = [await aZone(1), await somebody(), await somebody()];
    await pass(zone, one.badge.token);
    expect(await pass(zone, two.badge.token)).toMatchObject({ outcome: 'full' });
    await pass(zone, one.badge.token);
    expect(await pass(zone, two.badge.token)).toMatchObject({ outcome: 'entered' });
    const { badge } = await aGraduate(fair, harness.deps);
    expect(await pass(zone, badge.token)).toMatchObject({ outcome: 'not_checked_in' });
    const foreign = await aGraduate(await aFair(), harness.deps);
    for (const code of [foreign.badge.token, 'https://example.org', '🎓'])
      expect(await pass(zone, code)).toEqual({ outcome: 'unknown', name: '' });
  });

  it('have each place once, however many are let in at the same moment', async () => {
    const [zone, people] = [
      await aZone(3),
      await Promise.all(Array.from({ length: 12 }, somebody)),
    ];
    const passes = await Promise.all(people.map(({ badge }) => pass(zone, badge.token, 'in')));
    const outcomes = passes.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual([...Array(3).fill('entered'), ...Array(9).fill('full')]);
    expect(await inside(zone)).toBe(3);
    await pass(zone, people[passes.findIndex(({ outcome }) => outcome === 'entered')]!.badge.token);
    const next = people[passes.findIndex(({ outcome }) => outcome === 'full')]!;
    expect(await pass(zone, next.badge.token)).toMatchObject({ outcome: 'entered' });
  });

  it('let one of fifty into the last place, and keep that the others were refused', async () => {
    const [zone, people] = [
      await aZone(1),
      await Promise.all(Array.from({ length: 50 }, somebody)),
    ];
    const passes = await Promise.all(people.map(({ badge }) => pass(zone, badge.token, 'in')));
    expect(passes.filter(({ outcome }) => outcome === 'entered')).toHaveLength(1);
    expect(await inside(zone)).toBe(1);
    const kept = await ZoneRefusal.find({ zoneId: zone._id }).lean();
    expect(kept).toHaveLength(49);
    const refused = people.filter((_, at) => passes[at]!.outcome === 'full');
    expect(kept.map(({ registrationId }) => String(registrationId)).sort()).toEqual(
      refused.map(({ _id }) => String(_id)).sort(),
    );
  });

  it('keep whom they do not know, whom the door has not seen and who is not inside, once a scan', async () => {
    const [zone, known] = [await aZone(), await somebody()];
    const { badge, _id } = await aGraduate(fair, harness.deps);
    for (let n = 0; n < 2; n += 1) {
      await pass(zone, badge.token, 'in', 'first');
      await pass(zone, 'https://example.org', 'in', 'second');
      await pass(zone, known.badge.token, 'out', 'third');
    }
    const kept = await ZoneRefusal.find({ zoneId: zone._id }).sort({ nonce: 1 }).lean();
    expect(kept).toMatchObject([
      { outcome: 'not_checked_in', registrationId: _id, fairId: fair._id },
      { outcome: 'unknown' },
      { outcome: 'not_inside', registrationId: known._id },
    ]);
    expect(kept[1]!.registrationId).toBeUndefined();
    expect(JSON.stringify(kept)).not.toContain(badge.token);
  });

  it('are made by organizers, scanned at by devices and counted in the control room', async () => {
    const organizer = await harness.signIn('organizer', fair);
    const zones = `/fairs/${fair.slug}/zones`;
    const made = { name: 'Résumé <clinic>', capacity: '12' };
    expect((await organizer.post(zones, made)).status).toBe(303);
    expect((await organizer.post(zones, made)).status).toBe(422);
    for (const capacity of ['0', '-1', 'many', '1e3'])
      expect((await organizer.post(zones, { name: 'X', capacity })).status).toBe(422);
    const zone = (await Zone.findOne({ name: made.name }).lean<ZoneFields>())!;
    expect(
      (await organizer.post(`${zones}/${String(zone._id)}`, { ...made, capacity: '9' })).status,
    ).toBe(303);

    const at = `/desk/${fair.slug}/zones`;
    expect((await desk.browser.get(at)).text).toContain('Résumé &lt;clinic&gt;: 0 of 9');
    const { badge } = await somebody();
    const scan = (fields: object) => desk.browser.post(`${at}/${String(zone._id)}/passes`, fields);
    const page = await scan({ code: badge.short, nonce: 'p', direction: 'in' });
    expect([page.status, page.text.includes('data-outcome="ok"')]).toEqual([200, true]);
    expect(page.text).toMatch(/value="in" checked/);
    expect((await scan({ code: badge.short, nonce: 'q', direction: 'in' })).status).toBe(409);
    expect((await scan({ nonce: 'r' })).status).toBe(422);
    const state = (await organizer.getJson(`/fairs/${fair.slug}/dashboard/state.json`))
      .body as DashboardFrame;
    expect(state.zones).toContainEqual({
      zoneId: String(zone._id),
      ...{ name: made.name, inside: 1, capacity: 9 },
    });
    expect((await organizer.get(`/fairs/${fair.slug}/dashboard`)).text).toContain(
      'Résumé &lt;clinic&gt;',
    );
    const kiosk = await harness.pairDevice(fair, 'kiosk');
    expect((await kiosk.browser.get(at)).status).toBe(403);
    expect((await desk.browser.get(`${at}/${String(new Types.ObjectId())}`)).status).toBe(404);
  });
});

describe('a scan at a zone', () => {
  const stay = (zoneId: string, nonce: string, leftNonce = '') => ({
    zoneId: zoneId as never,
    stands: leftNonce === '',
    ...{ deviceId: 'd' as never, nonce, leftDeviceId: 'd' as never, leftNonce },
  });
  const scan = { zoneId: 'a', direction: 'toggle' as const, deviceId: 'd', nonce: 'n' };

  it.each([
    [[], 'toggle', 'entered', false],
    [[], 'out', 'not_inside', false],
    [[stay('a', '1')], 'toggle', 'left', false],
    [[stay('a', '1')], 'in', 'inside_already', false],
    [[stay('b', '1')], 'out', 'not_inside', false],
    [[stay('b', '1')], 'in', 'entered', false],
    [[stay('a', 'n')], 'toggle', 'entered', true],
    [[stay('a', '1', 'n')], 'toggle', 'left', true],
  ] as const)('%j, %s: %s', (stays, direction, outcome, repeated) => {
    expect(decidePass(stays, { ...scan, direction })).toEqual({ outcome, repeated });
  });

  it('never enters where somebody is, nor leaves where nobody is', () => {
    const zone = fc.constantFrom('a', 'b');
    fc.assert(
      fc.property(
        fc.array(zone, { maxLength: 1 }),
        fc.constantFrom('in', 'out', 'toggle'),
        (where, direction) => {
          const { outcome } = decidePass(
            where.map((each) => stay(each, '1')),
            { ...scan, direction: direction as Direction },
          );
          const inside = where[0] === 'a';
          expect(['left', 'inside_already'].includes(outcome)).toBe(inside);
        },
      ),
    );
  });
});
