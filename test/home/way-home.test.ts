import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('the way home', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('stands in the header of every page for whoever is signed in', async () => {
    const fair = await aFair();
    const owner = await harness.signIn('owner');
    const organizer = await harness.signIn('organizer', fair);
    for (const browser of [owner, organizer])
      for (const path of ['/', `/fairs/${fair.slug}`, `/fairs/${fair.slug}/dashboard`])
        expect((await browser.get(path)).text).toContain('<a href="/home">My fairs</a>');
    expect((await harness.visitor().get('/')).text).not.toContain('/home');
  });

  it('leads an owner on from the front page, also while no fair or only an open one is announced', async () => {
    const owner = await harness.signIn('owner');
    await aFair({ state: 'draft', slug: 'hidden-draft' });
    for (const state of ['draft', 'open'] as const) {
      await aFair({ state });
      expect((await owner.get('/')).text).toContain('href="/fairs/new"');
    }
    expect((await owner.get('/home')).text).toContain('/fairs/hidden-draft/dashboard');
  });
});
