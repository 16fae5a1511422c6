import { handInScans } from '../../server/checkins/hand-in-scans.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { knownOf, scanOf } from './door-support.ts';

describe('scans that are handed in by a device that gives up waiting', () => {
  let harness: Harness;
  let fair: FairFields;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
  });
  afterAll(() => harness.stop());

  it('leaves the rest for when they come again, and stores each once', async () => {
    const known = await knownOf(await harness.pairDevice(fair));
    const people = await Promise.all(
      Array.from({ length: 12 }, () => aGraduate(fair, harness.deps)),
    );
    const scans = people.map(({ badge }) => scanOf(badge.token, { told: 'ok_offline' }));
    let asked = 0;
    const first = await handInScans(scans, known, harness.deps, () => (asked += 1) <= 5);
    expect(first.map(({ outcome }) => outcome).filter((each) => each === 'error')).toHaveLength(7);
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(5);

    const second = await handInScans(scans, known, harness.deps);
    expect(new Set(second.map(({ outcome }) => outcome))).toEqual(new Set(['ok_offline']));
    expect(await Scan.countDocuments({ fairId: fair._id, stands: true })).toBe(12);
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(12);
  });
});
