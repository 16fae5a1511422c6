import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  countVisits,
  enrollmentsWithUndecided,
  registrationsWithVisits,
  countUndecided,
  visitsOfGraduate,
} from '../../server/visits/visit-figures.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit } from './booth-support.ts';

describe('whom a graduate met', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('names employers and decisions in words, never rating or note', async () => {
    const fair = await aFair();
    const ada = await aGraduate(fair, harness.deps);
    const ben = await aGraduate(fair, harness.deps);
    const fields = { note: 'Talks too fast', rating: 2, nextStep: 'keep_in_touch' as const };
    const oconee = await anEmployer(fair, harness.deps, { employerName: 'Oconee Health' });
    const cerulean = await anEmployer(fair, harness.deps, { employerName: 'Cerulean' });
    await aVisit(oconee, ada, { ...fields, decidedAt: new Date() });
    await aVisit(cerulean, ada);
    const other = await anEmployer(fair, harness.deps, { employerName: 'Only Ben' });
    await aVisit(other, ben);
    const browser = await harness.signInAs(ada.accountId!);

    const { status, text } = await browser.get(`/fairs/${fair.slug}/registration/visits`);

    expect(status).toBe(200);
    expect(text).toContain('They want to keep in touch.');
    expect(text).toContain('Not decided yet.');
    expect(text.indexOf('Cerulean')).toBeLessThan(text.indexOf('Oconee Health'));
    for (const secret of ['Talks too fast', 'keep_in_touch', 'Only Ben', 'ating'])
      expect(text).not.toContain(secret);
    expect(JSON.stringify(await visitsOfGraduate(ada._id))).not.toContain('Talks');
  });

  it('is the graduate’s own page', async () => {
    const fair = await aFair();
    const page = `/fairs/${fair.slug}/registration/visits`;
    const employer = await anEmployer(fair, harness.deps);
    expect((await harness.visitor().get(page)).headers.location).toContain('/sign-in');
    const stranger = await harness.signInAs(employer.accountId);
    expect((await stranger.get(page)).status).toBe(404);
    const ada = await aGraduate(fair, harness.deps);
    const own = await harness.signInAs(ada.accountId!);
    expect((await own.get(page)).text).toContain('Nobody yet');
  });

  it('is counted for others, each fair by itself', async () => {
    const [fair, elsewhere] = [await aFair(), await aFair()];
    const [ada, ben] = [await aGraduate(fair, harness.deps), await aGraduate(fair, harness.deps)];
    const [a, b] = [
      await anEmployer(fair, harness.deps, { employerName: 'First Met' }),
      await anEmployer(fair, harness.deps, { employerName: 'Met Later' }),
    ];
    await aVisit(a, ada, { visitedAt: new Date(1000), nextStep: 'apply' });
    await aVisit(b, ada, { visitedAt: new Date(2000) });
    await aVisit(b, ben);
    const away = await anEmployer(elsewhere, harness.deps);
    await aVisit(away, await aGraduate(elsewhere, harness.deps));

    expect([await countVisits(fair._id), await countUndecided(fair._id)]).toEqual([3, 2]);
    expect([...(await enrollmentsWithUndecided(fair._id))]).toEqual([
      [String(b.enrollment._id), 2],
    ]);
    const met = await registrationsWithVisits(fair._id);
    expect(met.size).toBe(2);
    expect(met.get(String(ada._id))).toEqual(['First Met', 'Met Later']);
  });
});
