import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerEmployer } from '../../server/graduates/change-consent.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { ConsentRequest } from '../../server/graduates/consent-request-model.ts';
import type { ConsentChoice } from '../../server/graduates/registration-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit, pathTo, withResume } from './booth-support.ts';

describe('asking for consent at the booth', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage(consent: ConsentChoice) {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const fields = { consent, school: 'Lanier Tech' };
    const graduate = await withResume(fair, harness.deps, 'Epic', fields);
    const visit = await aVisit(employer, graduate, { note: 'Secret note' });
    const browser = await harness.signInAs(employer.accountId);
    const page = pathTo(fair, employer, `visits/${String(visit._id)}`);
    const ids = { registrationId: graduate._id, enrollmentId: employer.enrollment._id };
    const own = await harness.signInAs(graduate.accountId!);
    return { fair, graduate, employer, browser, own, page, ids };
  }

  it.each(['ask', 'approve'] as const)(
    'records a yes by hand with the choice %s',
    async (choice) => {
      const { browser, page, ids } = await stage(choice);
      const question = await browser.get(`${page}/consent`);
      expect(question.text).toContain('read your résumé?');
      const later = await browser.get(`${page}/consent?later=yes`);
      expect(later.text).toContain('Nothing is decided.');
      expect(later.text).not.toContain('Secret note');

      const answered = await browser.post(`${page}/consent`, { answer: 'yes' });

      expect(answered.headers.location).toBe(`${page}/consent`);
      const records = await ConsentRecord.find(ids).lean();
      expect(records).toMatchObject([{ choice: 'yes', given: 'booth', withdrawnAt: null }]);
      const thanks = await browser.get(`${page}/consent`);
      expect(thanks.text).toContain('hand the device back');
      for (const shown of [question, thanks]) expect(shown.text).not.toContain('Secret note');
      expect((await browser.get(page)).text).toContain('Lanier Tech');
    },
  );

  it('takes a no for a no: it is not asked again, and only the graduate can change it', async () => {
    const { fair, own, browser, page, ids } = await stage('ask');
    await browser.post(`${page}/consent`, { answer: 'no' });

    const { text } = await browser.get(page);

    expect(text).toContain('They said no');
    expect(text).not.toContain('Hand the device over');
    expect((await browser.post(`${page}/consent`, { answer: 'yes' })).status).toBe(409);
    expect((await browser.post(`${page}/asked`)).status).toBe(409);
    const standing = { ...ids, withdrawnAt: null };
    expect(await ConsentRecord.find(standing).lean()).toMatchObject([{ choice: 'no' }]);
    const answer = `/fairs/${fair.slug}/registration/consent/${String(ids.enrollmentId)}`;
    await own.post(answer, { answer: 'yes' });
    expect((await browser.get(page)).text).toContain('Lanier Tech');
  });

  it('takes everything but the badge’s name away when a yes is withdrawn', async () => {
    const { graduate, browser, page, ids } = await stage('ask');
    await browser.post(`${page}/consent`, { answer: 'yes' });
    await answerEmployer(graduate, ids.enrollmentId, 'no', 'own-page', harness.deps);
    const { text } = await browser.get(page);
    expect(text).toContain(graduate.name);
    for (const gone of ['Lanier Tech', graduate.email, 'Read the résumé'])
      expect(text).not.toContain(gone);
  });

  it('puts the question on the graduate’s own page, once', async () => {
    const { fair, employer, own, browser, page, ids } = await stage('approve');

    const asked = [await browser.post(`${page}/asked`), await browser.post(`${page}/asked`)];

    expect(asked.map((each) => each.status)).toEqual([303, 303]);
    expect(await ConsentRequest.countDocuments(ids)).toBe(1);
    const { text } = await own.get(`/fairs/${fair.slug}/registration/consent`);
    expect(text).toContain(employer.enrollment.employerName);
  });

  it('asks nobody who shows everything already, and takes no other word for an answer', async () => {
    const open = await stage('all');
    expect((await open.browser.post(`${open.page}/consent`, { answer: 'yes' })).status).toBe(409);
    expect((await open.browser.get(`${open.page}/consent`)).text).not.toContain('name="answer"');
    const { browser, page, ids } = await stage('ask');
    expect((await browser.post(`${page}/consent`, { answer: 'maybe' })).status).toBe(422);
    expect(await ConsentRecord.countDocuments(ids)).toBe(0);
  });
});
