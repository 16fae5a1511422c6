import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handInScans } from '../../server/checkins/hand-in-scans.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { knownOf, scanOf } from './door-support.ts';

const BATCHES = 30;
const SCANS = 20;

describe('turns of devices that hand in', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('are no more for one that sends many batches at once', async () => {
    const fair = await aFair();
    const [greedy, modest] = [await harness.pairDevice(fair), await harness.pairDevice(fair)];
    const known = [await knownOf(greedy), await knownOf(modest)] as const;
    const batch = () =>
      Array.from({ length: SCANS }, () => scanOf(newToken().slice(0, 22), { told: 'unknown' }));

    const many = Promise.all(
      Array.from({ length: BATCHES }, () => handInScans(batch(), known[0], harness.deps)),
    );
    await handInScans(batch(), known[1], harness.deps);
    const before = await Scan.countDocuments({ deviceId: greedy.deviceId });

    expect(before).toBeLessThan((BATCHES * SCANS) / 4);
    const answers = (await many).flat();
    expect(answers.every(({ outcome }) => outcome !== 'error')).toBe(true);
    expect(await Scan.countDocuments({ deviceId: greedy.deviceId })).toBe(BATCHES * SCANS);
  });
});
