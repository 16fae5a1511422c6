import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerEmployer, changeConsent } from '../../server/graduates/change-consent.ts';
import type { ConsentChoice } from '../../server/graduates/registration-model.ts';
import { ResumeView } from '../../server/resumes/resume-view-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit, pathTo, withResume } from './booth-support.ts';

describe('reading a résumé as an employer', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage(consent: ConsentChoice = 'all') {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const fields = { consent, name: 'Ada Okafor', segment: 'career-changer' };
    const graduate = await withResume(fair, harness.deps, 'Epic super-user <i>', fields);
    const browser = await harness.signInAs(employer.accountId);
    const page = pathTo(fair, employer, `graduates/${String(graduate._id)}`);
    const answer = (choice: 'yes' | 'no') =>
      answerEmployer(graduate, employer.enrollment._id, choice, 'own-page', harness.deps);
    return { fair, employer, graduate, browser, page, answer };
  }

  it('marks the words searched for, and writes the opening down first', async () => {
    const { graduate, employer, browser, page } = await stage();

    const { status, text } = await browser.get(`${page}?words=super`);

    expect(status).toBe(200);
    expect(text).toContain('Epic <mark>super</mark>-user &lt;i&gt;');
    expect(text).toContain(`mailto:${graduate.email}`);
    expect(text).not.toContain('career-changer');
    const views = await ResumeView.find({ registrationId: graduate._id }).lean();
    expect(views).toHaveLength(1);
    expect(views[0]).toMatchObject({
      enrollmentId: employer.enrollment._id,
      accountId: employer.accountId,
      what: 'page',
      under: 'all',
    });
  });

  it('writes down every opening of page and file', async () => {
    const { graduate, browser, page } = await stage();
    await browser.get(page);
    await browser.get(page);
    const file = await browser.get(`${page}/file`).buffer(true);

    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="resume-/);
    expect(file.headers['content-security-policy']).toContain('sandbox');
    const views = await ResumeView.find({ registrationId: graduate._id }).lean();
    expect(views.map((view) => view.what).sort()).toEqual(['file', 'page', 'page']);
  });

  it.each([
    ['all', null, 200],
    ['all', 'no', 404],
    ['all', 'yes', 200],
    ['approve', null, 404],
    ['approve', 'yes', 200],
    ['approve', 'no', 404],
    ['ask', null, 404],
    ['ask', 'yes', 200],
    ['ask', 'no', 404],
  ] as const)('with the choice %s and the answer %s answers %i', async (choice, given, status) => {
    const { graduate, browser, page, answer } = await stage(choice);
    if (given) await answer(given);

    const answers = [await browser.get(page), await browser.get(`${page}/file`)];

    expect(answers.map((each) => each.status)).toEqual([status, status]);
    const shown = answers.some((each) => /super|Okafor/.test(`${each.text}${String(each.body)}`));
    expect(shown).toBe(status === 200);
    const views = await ResumeView.countDocuments({ registrationId: graduate._id });
    expect(views).toBe(status === 200 ? 2 : 0);
  });

  it('ends with a withdrawal, for one employer or for the fair', async () => {
    const { graduate, browser, page, answer } = await stage('approve');
    await answer('yes');
    expect((await browser.get(page)).status).toBe(200);
    await answer('no');
    expect((await browser.get(page)).status).toBe(404);

    const open = await stage('all');
    await changeConsent(open.graduate, 'ask', 'own-page', harness.deps);
    expect((await open.browser.get(open.page)).status).toBe(404);
    expect(await ResumeView.countDocuments({ registrationId: graduate._id })).toBe(1);
  });

  it('counts a yes for the employer that got it and for no other', async () => {
    const { fair, graduate, answer } = await stage('approve');
    await answer('yes');
    const other = await anEmployer(fair, harness.deps);
    const stranger = await harness.signInAs(other.accountId);

    const path = pathTo(fair, other, `graduates/${String(graduate._id)}`);
    expect((await stranger.get(path)).status).toBe(404);
  });

  it('offers notes where there is a visit, and the way to one where there is none', async () => {
    const { employer, graduate, browser, page } = await stage();
    expect((await browser.get(page)).text).toContain('Not met yet');

    const visit = await aVisit(employer, graduate, { note: 'Knows order sets' });
    const { text } = await browser.get(page);

    expect(text).toContain('Knows order sets');
    expect(text).toContain(`/visits/${String(visit._id)}" data-visit-autosave`);
  });

  it('says so when there is no résumé', async () => {
    const { fair, employer, browser } = await stage();
    const { _id } = await aGraduate(fair, harness.deps);
    const page = pathTo(fair, employer, `graduates/${String(_id)}`);
    expect((await browser.get(page)).text).toContain('No résumé yet');
    expect((await browser.get(`${page}/file`)).status).toBe(404);
  });
});
