import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerEmployer } from '../../server/graduates/change-consent.ts';
import { sightOf } from '../../server/graduates/consent-rule.ts';
import type { RegistrationFields } from '../../server/graduates/registration-model.ts';
import { openResume } from '../../server/resumes/open-resume.ts';
import { accessIsOpen } from '../../server/resumes/resume-access.ts';
import { Resume } from '../../server/resumes/resume-model.ts';
import { ResumeView } from '../../server/resumes/resume-view-model.ts';
import { wordsOf } from '../../server/resumes/resume-words.ts';
import { searchGraduates } from '../../server/resumes/search-graduates.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('what an employer may see', () => {
  it.each([
    ['all', null, 'full'],
    ['all', 'no', 'none'],
    ['approve', null, 'limited'],
    ['approve', 'yes', 'full'],
    ['approve', 'no', 'none'],
    ['ask', null, 'none'],
    ['ask', 'yes', 'full'],
  ] as const)('with %s and answer %s is %s', (choice, answer, sight) =>
    expect(sightOf(choice, answer)).toBe(sight),
  );

  it('ends ninety days after the fair, and with the enrollment', () => {
    const fair = {
      days: [{ date: '2027-03-13', opens: '09:00', closes: '15:00' }],
      timeZone: 'UTC',
    };
    const at = (iso: string, state: 'accepted' | 'canceled' = 'accepted') =>
      accessIsOpen(fair, { state }, new Date(iso));
    expect([
      at('2027-06-11T14:59:00Z'),
      at('2027-06-11T15:01:00Z'),
      at('2027-03-13T10:00:00Z', 'canceled'),
    ]).toEqual([true, false, false]);
  });
});

describe('searching graduates', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function withResume(
    fair: Awaited<ReturnType<typeof aFair>>,
    text: string,
    fields: Partial<RegistrationFields> = {},
  ) {
    const graduate = await aGraduate(fair, harness.deps, fields);
    await Resume.create({
      fairId: fair._id,
      registrationId: graduate._id,
      file: 'x',
      kind: 'pdf',
      bytes: 1,
      text,
      words: wordsOf(text),
      uploadedAt: new Date(),
    });
    return graduate;
  }
  const query = { words: '', role: '', systemId: '', page: 1 };

  it('finds by words of résumé, name and school, by role and by system, all together', async () => {
    const fair = await aFair();
    const { enrollment } = await anEmployer(fair, harness.deps);
    const ada = await withResume(fair, 'Super-user for an Epic go-live', {
      name: 'Ada Okafor',
      systems: [{ systemId: 'epic', level: 'production-use' }] as never,
    });
    await withResume(fair, 'Wrote downtime drills', { name: 'Ben Epstein', roles: ['UB-3'] });
    const found = async (asked: Partial<typeof query>) =>
      (await searchGraduates(enrollment, { ...query, ...asked })).full
        .map((each) => each.name)
        .sort();
    expect(await found({})).toEqual(['Ada Okafor', 'Ben Epstein']);
    expect(await found({ words: 'ep' })).toEqual(['Ada Okafor', 'Ben Epstein']);
    expect(await found({ words: 'epic ÓKAF' })).toEqual(['Ada Okafor']);
    expect(await found({ words: 'epic drills' })).toEqual([]);
    expect(await found({ role: 'UB-3' })).toEqual(['Ben Epstein']);
    expect(await found({ systemId: 'epic', role: 'CC-3' })).toEqual(['Ada Okafor']);
    expect(await found({ words: '.*' })).toEqual(['Ada Okafor', 'Ben Epstein']);
    expect(ada.consent).toBe('all');
  });

  it('applies consent before anything is matched or counted', async () => {
    const fair = await aFair();
    const { enrollment } = await anEmployer(fair, harness.deps);
    const other = await anEmployer(fair, harness.deps);
    const open = await withResume(fair, 'cerner', { consent: 'all' });
    const approve = await withResume(fair, 'cerner', { consent: 'approve' });
    const ask = await withResume(fair, 'cerner', { consent: 'ask' });
    await withResume(fair, 'cerner', { consent: 'all', state: 'canceled' });
    const ids = async (who = enrollment, words = 'cerner') => {
      const found = await searchGraduates(who, { ...query, words });
      return {
        full: found.full.map((each) => String(each._id)).sort(),
        limited: found.limitedTotal,
        total: found.fullTotal,
      };
    };
    expect(await ids()).toEqual({ full: [String(open._id)], limited: 0, total: 1 });
    const listed = await searchGraduates(enrollment, query);
    expect(listed.limited.map((each) => Object.keys(each).sort())).toEqual([
      ['_id', 'roles', 'systems'],
    ]);

    await answerEmployer(approve, enrollment._id, 'yes', 'own-page', harness.deps);
    await answerEmployer(ask, enrollment._id, 'yes', 'booth', harness.deps);
    await answerEmployer(open, enrollment._id, 'no', 'own-page', harness.deps);
    expect(await ids()).toEqual({
      full: [String(approve._id), String(ask._id)].sort(),
      limited: 0,
      total: 2,
    });
    expect((await ids(other.enrollment)).full).toEqual([String(open._id)]);
    await answerEmployer(ask, enrollment._id, 'no', 'own-page', harness.deps);
    expect((await ids()).full).toEqual([String(approve._id)]);
  });

  it('opens a résumé with consent only, and writes down every opening', async () => {
    const fair = await aFair();
    const { enrollment, accountId } = await anEmployer(fair, harness.deps);
    const open = await withResume(fair, 'x', { consent: 'all' });
    const ask = await withResume(fair, 'x', { consent: 'ask' });
    const read = (who: { _id: typeof open._id }) =>
      openResume(enrollment, accountId, who._id, 'page', harness.deps);
    expect(await read(ask)).toBeNull();
    expect((await read(open))?.registration.name).toBe(open.name);
    await read(open);
    expect(
      await ResumeView.countDocuments({
        registrationId: open._id,
        enrollmentId: enrollment._id,
        under: 'all',
      }),
    ).toBe(2);
    expect(await ResumeView.countDocuments({ registrationId: ask._id })).toBe(0);
  });
});
