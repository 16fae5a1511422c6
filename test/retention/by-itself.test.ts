import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { startJobs } from '../../server/jobs/all-jobs.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const MINUTE = 60_000;

describe('the server by itself', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => harness.stop());

  it('forgets past fairs five minutes after its start, and then every hour', async () => {
    const days = [{ date: '2024-03-02', opens: '09:00', closes: '15:00' }] as FairFields['days'];
    const fair = await aFair({ days });
    await aGraduate(fair, harness.deps);
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const after = (ms: number) => timers.mock.calls.filter(([, delay]) => delay === ms);
    const jobs = startJobs(harness.deps);
    const [[ring] = []] = after(5 * MINUTE);
    ring?.();
    for (let tries = 0; tries < 200 && after(60 * MINUTE).length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await jobs.stop();
    expect(after(60 * MINUTE)).toHaveLength(1);

    expect((await Fair.findById(fair._id).lean().orFail()).forgottenAt).toBeInstanceOf(Date);
    expect(await Registration.findOne({ fairId: fair._id }).lean()).toMatchObject({ email: '' });
  });
});
