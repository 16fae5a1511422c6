import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newToken } from '../../server/web/tokens.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { aFair, aGraduate, anEmployer, type EnrolledEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit, pathTo } from './booth-support.ts';

describe('notes of a visit', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage() {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const graduate = await aGraduate(fair, harness.deps);
    const visit = await aVisit(employer, graduate);
    const browser = await harness.signInAs(employer.accountId);
    const page = pathTo(fair, employer, `visits/${String(visit._id)}`);
    const stored = () => Visit.findById(visit._id).lean().orFail();
    return { fair, employer, graduate, browser, page, stored };
  }

  async function aColleague({ enrollment }: EnrolledEmployer) {
    const email = `colleague-${newToken().toLowerCase()}@employer.example`;
    const account = await findOrMakeAccount({ email, name: 'Casey' }, new Date());
    const { fairId, _id: enrollmentId } = enrollment;
    const of = { fairId, enrollmentId, accountId: account._id };
    const person = { name: 'Casey', email, role: 'representative' as const, addedAt: new Date() };
    await Representative.create({ ...of, ...person });
    return harness.signInAs(account._id);
  }

  it('saves rating, note and next step, and who decided when', async () => {
    const { employer, browser, page, stored } = await stage();
    expect((await browser.get(page)).text).toMatch(/value="undecided" checked/);
    const fields = { rating: '4', note: 'Two\r\nlines', nextStep: 'interview', revision: '0' };

    const { status, headers } = await browser.post(page, fields);

    expect([status, headers.location]).toEqual([303, page]);
    const saved = await stored();
    expect(saved).toMatchObject({ rating: 4, note: 'Two\nlines', nextStep: 'interview' });
    expect(saved).toMatchObject({ changedBy: employer.accountId, revision: 1 });
    expect(saved.decidedAt).toBeInstanceOf(Date);
    const { text } = await browser.get(page);
    expect(text).toMatch(/name="rating" value="4" checked/);
    expect(text).not.toMatch(/value="undecided" checked/);
    expect(text).toMatch(/value="interview" checked/);
    expect(text).toContain('may have to be disclosed');
  });

  it('goes back to the résumé when it was written beside it', async () => {
    const { fair, employer, graduate, browser, page } = await stage();
    const { headers } = await browser.post(page, { revision: '0', place: 'reader' });
    const reader = pathTo(fair, employer, `graduates/${String(graduate._id)}`);
    expect(headers.location).toBe(reader);
  });

  it('keeps the hour of a decision while only the note changes, and drops it with the decision', async () => {
    const { browser, page, stored } = await stage();
    await browser.post(page, { nextStep: 'apply', revision: '0' });
    const { decidedAt } = await stored();
    await browser.post(page, { nextStep: 'apply', note: 'More', revision: '1' });
    expect((await stored()).decidedAt).toEqual(decidedAt);
    await browser.post(page, { nextStep: 'undecided', note: 'More', revision: '2' });
    expect(await stored()).toMatchObject({ nextStep: null, decidedAt: null });
  });

  it('answers a script with the hour and the next number', async () => {
    const { browser, page, stored } = await stage();
    const { status, body } = await browser
      .post(page, { note: 'By itself', revision: '0' })
      .set('Accept', 'application/json');
    expect(status).toBe(200);
    expect(body).toEqual({ revision: 1, savedAt: expect.stringMatching(/^\d\d:\d\d$/) });
    expect((await stored()).note).toBe('By itself');
  });

  it('lets the page that missed an answer save again, and a colleague not overwrite unseen', async () => {
    const { employer, browser, page, stored } = await stage();
    const colleague = await aColleague(employer);
    const mine = { page: newToken(), revision: '0' };
    await browser.post(page, { ...mine, note: 'First' });
    expect((await browser.post(page, { ...mine, note: 'First and more' })).status).toBe(303);

    const theirs = { page: newToken(), note: 'Colleague <b>', revision: '0' };
    const rejected = await colleague.post(page, theirs);

    expect(rejected.status).toBe(409);
    expect(rejected.text).toContain('Colleague &lt;b&gt;');
    expect(rejected.text).toContain('First and more');
    expect((await stored()).note).toBe('First and more');
    const revision = /name="revision" value="(\d+)"/.exec(rejected.text)![1]!;
    expect((await colleague.post(page, { ...theirs, revision })).status).toBe(303);
    expect((await stored()).note).toBe('Colleague <b>');
    const script = await browser
      .post(page, { ...mine, note: 'Mine' })
      .set('Accept', 'application/json');
    expect(script.status).toBe(409);
    expect(script.body.error).toContain('colleague changed this visit');
  });

  it.each([
    ['rating', '6', 'Rate from 1 to 5'],
    ['nextStep', 'hire', 'Choose one of the next steps'],
    ['note', 'x'.repeat(4001), 'Use 4,000 characters or fewer'],
  ])('refuses a wrong %s and keeps the rest as typed', async (field, value, sentence) => {
    const { browser, page, stored } = await stage();
    const typed = { rating: '3', note: 'Typed', nextStep: 'apply', revision: '0', [field]: value };

    const { status, text } = await browser.post(page, typed);

    expect(status).toBe(422);
    expect(text).toContain('<title>Error:');
    expect(text).toContain(`<a href="#${field}">${sentence}`);
    if (field !== 'note') expect(text).toContain('Typed</textarea>');
    if (field !== 'nextStep') expect(text).toMatch(/value="apply" checked/);
    expect(await stored()).toMatchObject({ rating: null, note: '', nextStep: null, revision: 0 });
  });

  it('refuses the same in words to a script', async () => {
    const { browser, page } = await stage();
    const { status, body } = await browser
      .post(page, { rating: '9', revision: '0' })
      .set('Accept', 'application/json');
    expect([status, body.error]).toEqual([422, 'Rate from 1 to 5, or leave it open']);
  });
});
