import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('scans that race and repeat', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  let west: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    east = await harness.pairDevice(fair, 'steward', 'East 1');
    west = await harness.pairDevice(fair, 'steward', 'West 1');
  });
  afterAll(() => harness.stop());

  it('lets one of two devices through, two hundred times over', async () => {
    for (let round = 0; round < 200; round += 1) {
      const { badge, _id } = await aGraduate(fair, harness.deps);
      const answers = await Promise.all([
        scanAt(east, scanOf(badge.token), harness),
        scanAt(west, scanOf(badge.short), harness),
      ]);
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['already', 'ok']);
      const winner = answers.find(({ outcome }) => outcome === 'ok')!;
      const loser = answers.find(({ outcome }) => outcome === 'already')!;
      expect(loser.desk).toBe(winner === answers[0] ? 'East 1' : 'West 1');
      expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
      expect(await Scan.countDocuments({ registrationId: _id })).toBe(2);
    }
  });

  it('stores a repeated message once and answers as the first time, however many copies come at once', async () => {
    const { badge, _id } = await aGraduate(fair, harness.deps);
    const scan = scanOf(badge.token);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => scanAt(east, scan, harness)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'ok' });
    expect(await scanAt(east, scan, harness)).toEqual(answers[0]);
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(1);
  });

  it('repeats a refusal too, also when things have changed since', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    await scanAt(west, scanOf(badge.token), harness);
    const scan = scanOf(badge.token);
    const first = await scanAt(east, scan, harness);
    expect(first.outcome).toBe('already');
    await Scan.updateMany({ fairId: fair._id, stands: true }, { stands: false });
    expect(await scanAt(east, scan, harness)).toEqual(first);
    expect(await Scan.countDocuments({ nonce: scan.nonce })).toBe(1);
  });

  it('takes the same nonce with another code, or from another device, for a new scan', async () => {
    const [one, two] = [await aGraduate(fair, harness.deps), await aGraduate(fair, harness.deps)];
    const scan = scanOf(one.badge.token);
    const other = { ...scan, code: two.badge.token };
    expect((await scanAt(east, scan, harness)).outcome).toBe('ok');
    expect((await scanAt(east, other, harness)).outcome).toBe('ok');
    expect((await scanAt(west, scan, harness)).outcome).toBe('already');
    expect(await Scan.countDocuments({ nonce: scan.nonce })).toBe(3);
  });

  it('lists somebody as a conflict whom the device let in because the refusal was lost on its way', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    await scanAt(west, scanOf(badge.token), harness);
    const scan = scanOf(badge.token);
    const refused = await scanAt(east, scan, harness);
    const told = { ...scan, told: 'ok_offline' as const };
    expect(await scanAt(east, told, harness)).toEqual(refused);
    const stored = () => Scan.findOne({ nonce: scan.nonce }).lean();
    expect(await stored()).toMatchObject({
      outcome: 'already',
      told: 'ok_offline',
      conflict: { kind: 'twice', open: true },
    });
    await Scan.updateOne({ nonce: scan.nonce }, { 'conflict.open': false });
    expect(await scanAt(east, told, harness)).toEqual(refused);
    expect((await stored())!.conflict!.open).toBe(false);
  });
});
