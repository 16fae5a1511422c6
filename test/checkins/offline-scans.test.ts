import type { Types } from 'mongoose';
import { arrivalTimes } from '../../server/checkins/arrivals.ts';
import { Device } from '../../server/checkins/device-model.ts';
import type { ScanMessage } from '../../server/checkins/outcome.ts';
import { Scan, type ScanFields } from '../../server/checkins/scan-model.ts';
import { undoCheckin } from '../../server/checkins/undo-checkin.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { knownOf, scanAt, scanOf } from './door-support.ts';

describe('scans that a device decided without a line', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  let west: PairedBrowser;
  let supervisor: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    east = await harness.pairDevice(fair, 'steward', 'East 1');
    west = await harness.pairDevice(fair, 'steward', 'West 2');
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
  });
  afterAll(() => harness.stop());

  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
  const kept = (code: string, seconds: number, told: ScanMessage['told'] = 'ok_offline') =>
    scanOf(code, { scannedAt: ago(seconds), told });
  const handIn = (device: PairedBrowser, scans: object[]) =>
    device.browser.post(`/desk/${fair.slug}/checkins/batch`).type('json').send({ scans });
  const scansOf = (registrationId: Types.ObjectId) =>
    Scan.find({ registrationId }).sort({ receivedAt: 1, _id: 1 }).lean<ScanFields[]>();
  const someone = (fields: object = {}) => aGraduate(fair, harness.deps, fields);

  it('records those who were let in at their own time, once however often they are handed in', async () => {
    const [one, two] = [await someone(), await someone()];
    const scans = [kept(one.badge.token, 40), kept(two.badge.short, 20)];
    const answer = await handIn(east, scans);
    expect(answer.status).toBe(200);
    expect(answer.body.answers).toMatchObject(
      scans.map(({ nonce }) => ({ nonce, outcome: 'ok_offline', scanId: expect.any(String) })),
    );
    expect((await handIn(east, scans)).body).toEqual(answer.body);
    const [arrival, ...more] = await scansOf(one._id);
    expect(more).toEqual([]);
    expect(arrival).toMatchObject({ stands: true, told: 'ok_offline' });
    expect(arrival!.scannedAt.toISOString()).toBe(scans[0]!.scannedAt);
    expect(arrival!.conflict).toBeUndefined();
  });

  it('notes that the device has scanned', async () => {
    const device = await harness.pairDevice(fair, 'steward', 'North 3');
    const stored = async () => Device.findById(device.deviceId).lean();
    expect((await stored())?.lastScanAt ?? null).toBeNull();
    await handIn(device, [kept((await someone()).badge.token, 5)]);
    await harness.deps.background.settled();
    expect((await stored())?.lastScanAt).toBeInstanceOf(Date);
  });

  it('lets the earlier scan win, whichever comes first, and tells a supervisor of both', async () => {
    const late = await someone({ name: 'Lara Later' });
    expect((await scanAt(west, scanOf(late.badge.token), harness)).outcome).toBe('ok');
    const earlier = kept(late.badge.token, 50);
    const { body } = await handIn(east, [earlier]);
    expect(body.answers[0].outcome).toBe('ok_offline');
    const [first, second] = await scansOf(late._id);
    expect(first).toMatchObject({ stands: true, earlier: { desk: 'East 1' } });
    expect(first!.earlier!.at.toISOString()).toBe(earlier.scannedAt);
    expect(second).toMatchObject({ conflict: { kind: 'twice', open: true } });
    expect(second!.stands).toBeUndefined();
    expect(await scanAt(west, scanOf(late.badge.token), harness)).toMatchObject({
      outcome: 'already',
      desk: 'East 1',
      since: earlier.scannedAt,
    });

    const search = await supervisor.browser.post(`/desk/${fair.slug}/search`, { q: 'Lara Later' });
    const [here] = [...(await arrivalTimes([late._id], first!.day!)).values()];
    expect(here?.toISOString()).toBe(earlier.scannedAt);
    expect(search.text).toContain('Here since');

    const early = await someone({ name: 'Earl Earlier' });
    const before = kept(early.badge.token, 60);
    await handIn(west, [before]);
    const after = await handIn(east, [kept(early.badge.token, 30)]);
    expect(after.body.answers[0]).toMatchObject({ outcome: 'already', since: before.scannedAt });
    expect((await scansOf(early._id)).map(({ stands }) => stands)).toEqual([true, undefined]);

    const page = await supervisor.browser.get(`/desk/${fair.slug}/conflicts`);
    expect(page.text).toMatch(/Lara Later[\s\S]*Let in twice/);
    expect(page.text).toContain('Earl Earlier');
  });

  it('makes the arrival earlier even when it ended between the two writes', async () => {
    const { _id, badge } = await someone();
    await scanAt(west, scanOf(badge.token), harness);
    const earlier = kept(badge.token, 45);
    await handIn(east, [earlier]);
    await Scan.updateOne({ registrationId: _id, stands: true }, { $unset: { earlier: 1 } });
    await handIn(east, [earlier]);
    const [arrival, ...others] = await scansOf(_id);
    expect(arrival!.earlier!.at.toISOString()).toBe(earlier.scannedAt);
    expect(others).toHaveLength(1);
  });

  it('counts nobody who should not have been let in, and lists each until it is settled', async () => {
    const canceled = await someone({ name: 'Cara Canceled' });
    await Registration.updateOne({ _id: canceled._id }, { state: 'canceled' });
    const undone = await someone({ name: 'Uma Undone' });
    await scanAt(supervisor, scanOf(undone.badge.token), harness);
    const why = { registrationId: String(undone._id), why: 'wrong person' };
    await undoCheckin(why, await knownOf(supervisor), harness.deps);

    const scans = [kept(canceled.badge.token, 20), kept(undone.badge.token, 30)];
    const { body } = await handIn(east, scans);
    expect(body.answers.map((each: { outcome: string }) => each.outcome)).toEqual([
      'canceled',
      'already',
    ]);
    expect(await Scan.countDocuments({ registrationId: canceled._id, stands: true })).toBe(0);
    expect(await Scan.countDocuments({ registrationId: undone._id, stands: true })).toBe(0);

    const at = `/desk/${fair.slug}/conflicts`;
    const page = await supervisor.browser.get(at);
    expect(page.text).toMatch(/Cara Canceled[\s\S]*Let in, but canceled/);
    expect(page.text).toContain('Uma Undone');
    const [scan] = await scansOf(canceled._id);
    const settle = () => supervisor.browser.post(`${at}/${String(scan!._id)}/settled`, {});
    expect((await settle()).status).toBe(303);
    expect((await supervisor.browser.get(at)).text).not.toContain('Cara Canceled');
    expect((await scansOf(canceled._id))[0]).toMatchObject({
      outcome: 'canceled',
      conflict: { open: false, settledBy: 'Val' },
    });
    await settle();
    expect((await supervisor.browser.get(at)).text).toContain('settled before');
    for (const path of ['get', 'post'] as const) {
      const refused =
        path === 'get'
          ? await east.browser.get(at)
          : await east.browser.post(`${at}/${String(scan!._id)}/settled`, {});
      expect(refused.status).toBe(403);
    }
  });

  it('keeps those sent away as sent away, and says nothing of their badges', async () => {
    const { _id, badge } = await someone({ name: 'Nia New' });
    const { body } = await handIn(east, [kept(badge.token, 10, 'unknown')]);
    expect(body.answers).toEqual([
      { nonce: expect.any(String), outcome: 'unknown', scanId: expect.any(String) },
    ]);
    expect(await scansOf(_id)).toMatchObject([{ outcome: 'unknown', personKeys: [] }]);
    expect((await scanAt(east, scanOf(badge.token), harness)).outcome).toBe('ok');
  });

  it('takes scans of one badge in their order, and drops nothing for one that cannot be read', async () => {
    const { _id, badge } = await someone();
    const scans = [
      kept(badge.token, 30) as object,
      { nonce: 'broken', code: { $ne: null } },
      kept(badge.token, 20, 'already'),
    ];
    const operators = await handIn(east, scans);
    expect(operators.status).toBe(400);
    scans[1] = { nonce: 'broken', code: 7 };
    const { body } = await handIn(east, scans);
    const outcomes = body.answers.map((each: { outcome: string }) => each.outcome);
    expect(outcomes).toEqual(['ok_offline', 'already', 'unknown']);
    expect((await scansOf(_id)).map(({ outcome }) => outcome)).toEqual(['ok_offline', 'already']);
    expect((await handIn(east, [])).status).toBe(422);
    const many = Array.from({ length: 251 }, () => kept('x', 1));
    expect((await handIn(east, many)).status).toBe(422);
  });

  it('accepts from a revoked device what it scanned before, and refuses what it scanned after', async () => {
    const lost = await harness.pairDevice(fair, 'steward', 'North');
    const [before, after] = [await someone(), await someone()];
    const scan = kept(before.badge.token, 0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await revoke(lost);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { body } = await handIn(lost, [scan, kept(after.badge.token, 0)]);
    expect(body.answers).toEqual([
      { nonce: scan.nonce, outcome: 'ok_offline', scanId: expect.any(String) },
      { nonce: expect.any(String), outcome: 'device_revoked', scanId: expect.any(String) },
    ]);
    expect(await Scan.countDocuments({ registrationId: before._id, stands: true })).toBe(1);
    expect(await Scan.countDocuments({ registrationId: after._id, stands: true })).toBe(0);
    const elsewhere = await harness.pairDevice(await aFair());
    expect((await handIn(elsewhere, [scan])).status).toBe(403);
  });

  async function revoke(paired: PairedBrowser): Promise<void> {
    const { revokeDevice } = await import('../../server/checkins/revoke-device.ts');
    await revokeDevice({ fairId: fair._id, deviceId: paired.deviceId }, harness.deps);
  }
});
