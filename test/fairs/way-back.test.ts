import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Fair } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('taking a fair back', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('refuses a draft once somebody registered or applied, and says how many', async () => {
    const fair = await aFair({ state: 'open' });
    for (let n = 0; n < 2; n += 1) await aGraduate(fair, harness.deps);
    await aGraduate(fair, harness.deps, { state: 'canceled' });
    await anEmployer(fair, harness.deps);
    const owner = await harness.signIn('owner');
    const settings = `/fairs/${fair.slug}/settings`;

    const refused = await owner.post(`${settings}/state`, { state: 'draft' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('3 graduates and 1 employer');
    expect(await Fair.findById(fair._id).lean()).toMatchObject({ state: 'open' });

    const page = await owner.get(settings);
    expect(page.text).not.toContain('value="draft"');
    expect(page.text).toContain('3 graduates and 1 employer');
  });

  it('lets a fair that nobody knows of be a draft again', async () => {
    const fair = await aFair({ state: 'open' });
    const owner = await harness.signIn('owner');
    const page = await owner.get(`/fairs/${fair.slug}/settings`);
    expect(page.text).toContain('value="draft"');
    await owner.post(`/fairs/${fair.slug}/settings/state`, { state: 'draft' });
    expect(await Fair.findById(fair._id).lean()).toMatchObject({ state: 'draft' });
  });

  it('asks again before a live fair goes back, and says what that means', async () => {
    const fair = await aFair({ state: 'live' });
    const owner = await harness.signIn('owner');
    const page = await owner.get(`/fairs/${fair.slug}/settings`);
    expect(page.text).toMatch(
      /value="open"><button [^>]*data-confirm="Press again: the desks stop letting people in"/,
    );
    expect(page.text).toContain('turn everybody away until it is live again');
  });
});
