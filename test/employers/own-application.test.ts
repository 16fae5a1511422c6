import { expect, it } from '@jest/globals';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness } from '../support/harness.ts';

it('shows an accepted employer what was applied with, and whom to write to', async () => {
  const harness = await startHarness();
  const fair = await aFair();
  await harness.signIn('organizer', fair);
  const { enrollment, accountId } = await anEmployer(fair, harness.deps, {
    boothWishes: ['B4'],
    notBeside: ['Meditech South'],
  });
  const owner = await harness.signInAs(accountId);
  const page = await owner.get(
    `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/application`,
  );
  expect(page.text).toContain('What you applied with');
  expect(page.text).toMatch(/B4[\s\S]*Meditech South/);
  expect(page.text).toContain('href="mailto:');
  await harness.stop();
});
