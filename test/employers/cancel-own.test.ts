import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Enrollment } from '../../server/employers/enrollment-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('canceling one’s own enrollment', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('cancels an enrollment only with a tick, and then offers nothing that is refused', async () => {
    const fair = await aFair();
    const { enrollment, accountId } = await anEmployer(fair, harness.deps);
    const owner = await harness.signInAs(accountId);
    const own = `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`;
    expect((await owner.get(own)).text).toContain('Scan a badge');

    const asked = await owner.post(`${own}/application/canceled`);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Tick the box');
    expect(await Enrollment.findById(enrollment._id).lean()).toMatchObject({ state: 'accepted' });

    expect((await owner.post(`${own}/application/canceled`, { sure: 'yes' })).status).toBe(303);
    const page = await owner.get(own);
    expect(page.text).not.toMatch(/Scan a badge|My badge|Search graduates/);
    expect(page.text).toContain('Our application');
  });
});
