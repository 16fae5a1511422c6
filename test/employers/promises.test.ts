import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('an installation that sends no mail', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('promises none on the registration form, to an applicant, or to the organizer who decides', async () => {
    const fair = await aFair();
    const { enrollment, accountId } = await anEmployer(fair, harness.deps, { state: 'applied' });
    const owner = await harness.signInAs(accountId);
    const own = `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`;
    expect((await owner.get(own)).text).not.toContain('by email');
    const form = await harness.visitor().get(`/fairs/${fair.slug}/registrations/new`);
    expect(form.text).not.toContain('comes by email');
    const applying = await harness.visitor().get(`/fairs/${fair.slug}/enrollments/new`);
    expect(applying.text).toContain('The organizer reads every application and answers.');
    await owner.post(`${own}/team`, {
      name: 'Bo Lind',
      email: 'bo@clinic.example',
      role: 'representative',
    });
    expect((await owner.get(`${own}/team`)).text).not.toMatch(/on its way|by email/);

    const organizer = await harness.signIn('organizer', fair);
    const applications = `/fairs/${fair.slug}/applications`;
    await organizer.post(`${applications}/${String(enrollment._id)}`, { to: 'accepted' });
    const page = await organizer.get(applications);
    expect(page.text).toContain('No email goes out from here');
    expect(page.text).not.toContain('on its way');
  });
});
