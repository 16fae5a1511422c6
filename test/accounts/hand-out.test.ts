import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('handing out a sign-in link without a mail server', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('gives the owner a link that signs the person in, once', async () => {
    const fair = await aFair();
    const registration = await aGraduate(fair, harness.deps);
    const owner = await harness.signIn('owner');
    expect((await owner.get(`/fairs/${fair.slug}/graduates`)).text).toContain('Sign-in link');

    const page = await owner.post('/sign-in-links', { email: registration.email });
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store']);
    const link = /\/sign-in\/[\w-]+/.exec(page.text)![0];
    const person = harness.visitor();
    expect((await person.post(link)).status).toBe(303);
    expect((await person.get(`/fairs/${fair.slug}/registration`)).status).toBe(200);
    expect((await harness.visitor().post(link)).status).toBe(404);
  });

  it('gives an organizer none, nor shows a button', async () => {
    const fair = await aFair();
    const registration = await aGraduate(fair, harness.deps);
    const organizer = await harness.signIn('organizer', fair);
    const list = await organizer.get(`/fairs/${fair.slug}/graduates`);
    expect(list.text).not.toContain('Sign-in link');
    const refused = await organizer.post('/sign-in-links', { email: registration.email });
    expect(refused.status).toBe(404);
  });

  it('says that nobody has the address', async () => {
    const owner = await harness.signIn('owner');
    const page = await owner.post('/sign-in-links', { email: 'nobody@example.example' });
    expect([page.status, page.text]).toEqual([404, expect.stringContaining('Nobody here has')]);
  });
});

describe('handing out a sign-in link with a mail server', () => {
  it('is not needed, and refused', async () => {
    const harness = await startHarness({ config: { smtpUrl: 'smtp://127.0.0.1:1' } });
    const fair = await aFair();
    const registration = await aGraduate(fair, harness.deps);
    const owner = await harness.signIn('owner');
    const list = await owner.get(`/fairs/${fair.slug}/graduates`);
    expect(list.text).not.toContain('Sign-in link');
    const refused = await owner.post('/sign-in-links', { email: registration.email });
    expect(refused.status).toBe(409);
    await harness.stop();
  });
});
