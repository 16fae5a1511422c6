import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHarness, type Harness } from '../support/harness.ts';

describe('the address of the page for a new fair', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it.each(['map', 'registrations/new', 'enrollments/new', 'employers'])(
    'holds no fair of its own: /fairs/new/%s is not there',
    async (page) => {
      expect((await harness.visitor().get(`/fairs/new/${page}`)).status).toBe(404);
    },
  );

  it('is still open to an owner', async () => {
    const owner = await harness.signIn('owner');
    expect((await owner.get('/fairs/new')).status).toBe(200);
  });
});
