import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('moving an employer to a booth that is not there', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('says at the field that there is no such booth, and keeps what was typed', async () => {
    const fair = await aFair();
    const { enrollment } = await anEmployer(fair, harness.deps);
    const organizer = await harness.signIn('organizer', fair);
    await organizer.post(`/fairs/${fair.slug}/floor`, { rows: '2', columns: '3' });
    const enrollmentId = String(enrollment._id);
    const page = await organizer.post(`/fairs/${fair.slug}/floor/moves`, {
      enrollmentId,
      boothCode: 'Q7',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain(`href="#to-${enrollmentId}"`);
    expect(page.text).toMatch(
      new RegExp(`id="to-${enrollmentId}"[^>]*value="Q7"[^>]*aria-invalid`),
    );
    expect(page.text).toContain('There is no booth Q7 on this floor.');
    expect(page.text).toMatch(/name="rows"[^>]*value="2"/);
    expect(page.text).toContain('<details open>');
  });
});
