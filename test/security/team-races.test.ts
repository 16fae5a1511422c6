import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeRepresentative } from '../../server/employers/change-team.ts';
import { cancelEnrollment, decideEnrollment } from '../../server/employers/decide-enrollment.ts';
import { Enrollment } from '../../server/employers/enrollment-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { giveBadges } from '../../server/employers/team-badges.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('an employer’s team, changed from two sides at once', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('keeps an owner when two owners remove each other in the same moment', async () => {
    const { deps } = harness;
    const fair = await aFair();
    const { enrollment, representativeId } = await anEmployer(fair, deps);
    const other = await anEmployer(fair, deps);
    const ofBoth = { enrollmentId: enrollment._id };
    await Representative.updateOne({ _id: other.representativeId }, ofBoth);
    await Promise.all([
      removeRepresentative(enrollment, representativeId, deps),
      removeRepresentative(enrollment, other.representativeId, deps),
    ]);
    const owners = await Representative.countDocuments({ ...ofBoth, removedAt: null });
    expect(owners).toBeGreaterThanOrEqual(1);
  });

  it('leaves no valid badge when an enrollment is canceled while it is being accepted', async () => {
    const { deps } = harness;
    const fair = await aFair();
    const { enrollment, accountId } = await anEmployer(fair, deps, { state: 'applied' });
    await Badge.deleteMany({ fairId: fair._id });
    const yes = { to: 'accepted' as const, tier: 'standard' as const, reason: '' };
    await Promise.all([
      decideEnrollment(fair, enrollment._id, yes, accountId, deps),
      cancelEnrollment(fair, enrollment._id, 'Not coming', deps),
    ]);
    const { state } = await Enrollment.findById(enrollment._id).lean().orFail();
    expect(state).toBe('canceled');
    // The slowest order of all: the acceptance comes to its badges after the cancellation is done.
    await giveBadges(fair, { ...enrollment, state: 'accepted' }, deps);
    expect(await Badge.countDocuments({ fairId: fair._id, revokedAt: null })).toBe(0);
  });
});
