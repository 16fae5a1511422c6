import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handInScans } from '../../server/checkins/hand-in-scans.ts';
import { revokeDevice } from '../../server/checkins/revoke-device.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { undoCheckin } from '../../server/checkins/undo-checkin.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { knownOf, scanAt, scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

const many = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

describe('people at the door who press at the same moment', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  let help: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    east = await harness.pairDevice(fair, 'steward', 'East');
    help = await harness.pairDevice(fair, 'supervisor', 'Help');
  });
  afterAll(() => harness.stop());

  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

  it('settle a conflict once, whichever supervisor was faster', async () => {
    const told = { told: 'ok' as const };
    const { scanId } = await scanAt(east, scanOf('22222222', told), harness);
    const helpers = await many(6, (n) => harness.pairDevice(fair, 'supervisor', `Help ${n}`));
    const path = `/desk/${fair.slug}/conflicts/${scanId}/settled`;
    const answers = await Promise.all(helpers.map(({ browser }) => browser.post(path)));
    const said = answers.map(({ headers }) => decodeURIComponent(String(headers['set-cookie'])));
    expect(said.filter((each) => each.includes('"Settled."'))).toHaveLength(1);
    expect(said.filter((each) => each.includes('settled before'))).toHaveLength(5);
  });

  it('leave one arrival or none when undo, scans and a late earlier scan meet', async () => {
    await many(25, async () => {
      const { _id, badge } = await aGraduate(fair, harness.deps);
      const first = await scanAt(help, scanOf(badge.token), harness);
      const late = { told: 'ok' as const, scannedAt: ago(20_000) };
      const known = await knownOf(help);
      const [undone, ...answers] = await Promise.all([
        undoCheckin({ scanId: first.scanId!, why: 'wrong' }, known, harness.deps),
        scanAt(east, scanOf(badge.short, late), harness),
        scanAt(east, scanOf(badge.token), harness),
      ]);
      expect(undone.ok).toBe(true);
      const arrivals = await Scan.find({ registrationId: _id }).lean();
      const standing = arrivals.filter(({ stands }) => stands);
      expect(standing.length).toBeLessThanOrEqual(1);
      // Whoever was told "ok" by the server's own word is here, or was sent back out.
      for (const { outcome, scanId } of answers.filter(({ outcome }) => outcome === 'ok'))
        expect([outcome, standing.map((each) => String(each._id))]).toEqual(['ok', [scanId]]);
      expect(arrivals.filter(({ undone: taken }) => taken)).toHaveLength(1);
    });
  });

  it('admit a badge once that two kiosks read', async () => {
    const kiosks = await many(2, (n) => harness.pairDevice(fair, 'kiosk', `Lobby ${n}`));
    await many(10, async (n) => {
      const { _id, badge } = await aGraduate(fair, harness.deps);
      const answers = await Promise.all(
        kiosks.map(({ browser }) =>
          browser
            .post(`/desk/${fair.slug}/kiosk/checkins`, { code: badge.token, nonce: `k${n}` })
            .set('Accept', 'application/json'),
        ),
      );
      expect(answers.map(({ body }) => body.outcome).sort()).toEqual(['already', 'ok']);
      expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
    });
  });

  it('lose nothing of a batch in whose middle its device is revoked, and learn nothing after it', async () => {
    const west = await harness.pairDevice(fair, 'steward', 'West');
    const people = await many(60, () => aGraduate(fair, harness.deps));
    const scans = people.map(({ badge }) =>
      scanOf(badge.token, { told: 'ok', scannedAt: ago(9000) }),
    );
    const at = { fairId: fair._id, deviceId: west.deviceId };
    const known = await knownOf(west);
    const [answers] = await Promise.all([
      handInScans(scans, known, harness.deps),
      revokeDevice(at, harness.deps),
    ]);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['ok_offline']));
    expect(await Scan.countDocuments({ deviceId: west.deviceId, stands: true })).toBe(60);
    const again = await west.browser
      .post(`/desk/${fair.slug}/checkins/batch`)
      .type('json')
      .send({ scans: scans.slice(0, 30) });
    expect(again.body.answers).toHaveLength(30);
    expect(again.text).not.toContain('Ada');
    expect(await Scan.countDocuments({ deviceId: west.deviceId })).toBe(60);
  });
});
