import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerEmployer } from '../../server/graduates/change-consent.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit, pathTo } from './booth-support.ts';

describe('an employer’s visits', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage() {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(employer.accountId);
    return { fair, employer, browser, page: pathTo(fair, employer, 'visits') };
  }

  it('says what to do while there are none', async () => {
    const { browser, page } = await stage();
    expect((await browser.get(page)).text).toContain('No visits yet');
  });

  it('lists own visits alone, and on request those that wait for a decision', async () => {
    const { fair, employer, browser, page } = await stage();
    const other = await anEmployer(fair, harness.deps);
    const decided = await aGraduate(fair, harness.deps, { name: 'Dee Decided' });
    const waiting = await aGraduate(fair, harness.deps, { name: 'Una Undecided' });
    await aVisit(employer, decided, { nextStep: 'apply' });
    await aVisit(employer, waiting);
    await aVisit(other, await aGraduate(fair, harness.deps, { name: 'Otto Other' }));

    const all = await browser.get(page);
    const undecided = await browser.get(`${page}?show=undecided`);

    expect(all.text).toContain('Dee Decided');
    expect(all.text).toContain('Una Undecided');
    expect(all.text).not.toContain('Otto Other');
    expect(undecided.text).toContain('Una Undecided');
    expect(undecided.text).not.toContain('Dee Decided');
    expect(undecided.text).toContain('1 visit in all');
  });

  it('turns pages of fifty', async () => {
    const { fair, employer, browser, page } = await stage();
    const graduate = await aGraduate(fair, harness.deps);
    const ids = { fairId: fair._id, enrollmentId: employer.enrollment._id };
    const rows = Array.from({ length: 51 }, (_, at) => ({
      ...ids,
      registrationId: `${String(at).padStart(3, '0')}${String(graduate._id).slice(3)}`,
      name: `Person ${at}`,
      recordedBy: employer.accountId,
      visitedAt: new Date(Date.now() - at * 1000),
    }));
    await Visit.insertMany(rows);
    expect((await browser.get(page)).text).not.toContain('Person 50');
    expect((await browser.get(`${page}?page=2`)).text).toContain('Person 50');
  });

  it('exports names of all visits, and contact data only where consent stands now', async () => {
    const { fair, employer, browser, page } = await stage();
    const open = await aGraduate(fair, harness.deps, { name: 'Ada Open', school: 'Lanier, Tech' });
    const silent = await aGraduate(fair, harness.deps, { name: 'Abe Ask', consent: 'ask' });
    const gone = await aGraduate(fair, harness.deps, { name: 'Gil Gone' });
    const note = { rating: 5, note: '=HYPERLINK("http://evil.example")' };
    await aVisit(employer, open, { ...note, nextStep: 'keep_in_touch' });
    await aVisit(employer, silent);
    await aVisit(employer, gone);
    await answerEmployer(gone, employer.enrollment._id, 'no', 'own-page', harness.deps);
    await aGraduate(fair, harness.deps, { name: 'Nora Never-Met' });

    const { headers, text } = await browser.get(`${page}/export.csv`).buffer(true);

    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment; filename="visits-');
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    const line = (name: string) => lines.find((each) => each.startsWith(name));
    expect(line('Ada Open')).toContain(`Keep in touch`);
    expect(line('Ada Open')).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(line('Ada Open')).toContain(`${open.email},"Lanier, Tech",,CC-3`);
    expect(line('Abe Ask')).toMatch(/Undecided,,,,,,,$/);
    expect(line('Gil Gone')).toMatch(/Undecided,,,,,,,$/);
    expect(text).not.toContain(gone.email);
    expect(text).not.toContain('Nora');
  });
});
