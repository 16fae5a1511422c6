import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerEmployer } from '../../server/graduates/change-consent.ts';
import { ConsentRequest } from '../../server/graduates/consent-request-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { pathTo, withResume } from './booth-support.ts';

describe('searching graduates as an employer', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage() {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(employer.accountId);
    return { fair, employer, browser, page: pathTo(fair, employer, 'graduates') };
  }

  it('shows whoever lets all read, and hides segment, phone and everybody else’s name', async () => {
    const { fair, browser, page } = await stage();
    const shown = { name: 'Ada Okafor', school: 'Lanier Tech', phone: '770 555 0199' };
    const ada = await withResume(fair, harness.deps, 'Epic super-user', {
      ...shown,
      segment: 'career-changer',
    });
    await aGraduate(fair, harness.deps, { name: 'Approving Ann', consent: 'approve' });
    await aGraduate(fair, harness.deps, { name: 'Asking Abe', consent: 'ask' });
    await aGraduate(fair, harness.deps, { name: 'Canceled Cal', state: 'canceled' });

    const { status, text } = await browser.get(page);

    expect(status).toBe(200);
    expect(text).toContain(`/graduates/${String(ada._id)}?`);
    expect(text).toContain('Lanier Tech');
    expect(text).toContain('1 more decides');
    for (const secret of ['Ann', 'Abe', 'Cal', 'career-changer', '0199'])
      expect(text).not.toContain(secret);
  });

  it('finds nobody by word who has not given a name, and keeps the question in the form', async () => {
    const { fair, browser, page } = await stage();
    const ann = { name: 'Ann Secret', consent: 'approve' as const, searchKeys: ['ann', 'secret'] };
    await withResume(fair, harness.deps, 'Secret skills', ann);

    const { text } = await browser.get(`${page}?words=secret&role=CC-3`);

    expect(text).toContain('Nobody found');
    expect(text).not.toContain('Graduate without a name');
    expect(text).toContain('value="secret"');
    expect(text).toMatch(/value="CC-3" selected/);
  });

  it('says who is here today', async () => {
    const { fair, browser, page } = await stage();
    const graduate = await aGraduate(fair, harness.deps);
    await aGraduate(fair, harness.deps);
    expect((await browser.get(page)).text).not.toContain('Here today');
    const door = await harness.pairDevice(fair);
    const scan = { code: graduate.badge.token, nonce: 'nonce-1', mode: 'form' };
    await door.browser.post(`/desk/${fair.slug}/checkins`, {
      ...scan,
      scannedAt: new Date().toISOString(),
    });

    expect((await browser.get(page)).text.match(/Here today/g)).toHaveLength(1);
  });

  it('asks once, tells the graduate, and comes back to the same search', async () => {
    const { fair, employer, browser, page } = await stage();
    const ann = await aGraduate(fair, harness.deps, {
      consent: 'approve',
      email: 'ann@uni.example',
    });
    const ask = () =>
      browser.post(`${page}/${String(ann._id)}/asked`, { back: 'role=CC-3#//evil.example' });

    const first = await ask();
    await ask();

    expect(first.status).toBe(303);
    expect(first.headers.location).toBe(`${page}?role=CC-3%23%2F%2Fevil.example`);
    const asked = { registrationId: ann._id, enrollmentId: employer.enrollment._id };
    expect(await ConsentRequest.countDocuments(asked)).toBe(1);
    expect(await harness.mailTo('ann@uni.example')).toMatchObject({ template: 'consent-asked' });
    expect((await browser.get(page)).text).toContain('>Asked<');
  });

  it.each(['ask', 'all'] as const)(
    'asks nobody from the list with the choice %s',
    async (consent) => {
      const { fair, browser, page } = await stage();
      const { _id } = await aGraduate(fair, harness.deps, { consent });
      expect((await browser.post(`${page}/${String(_id)}/asked`)).status).toBe(404);
      expect(await ConsentRequest.countDocuments({ registrationId: _id })).toBe(0);
    },
  );

  it('forgets whoever says no, at once', async () => {
    const { fair, employer, browser, page } = await stage();
    const ada = await aGraduate(fair, harness.deps, { name: 'Ada Changes' });
    expect((await browser.get(page)).text).toContain('Ada Changes');

    await answerEmployer(ada, employer.enrollment._id, 'no', 'own-page', harness.deps);

    expect((await browser.get(page)).text).not.toContain('Ada Changes');
  });

  it('survives any address that somebody types', async () => {
    const { browser, page } = await stage();
    const odd = await browser.get(
      `${page}?words[$ne]=1&role=XX&systemId=none&page=-4&words=a&words=b`,
    );
    expect(odd.status).toBe(200);
  });
});
