import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { replaceBadge } from '../../server/fairs/issue-badge.ts';
import { ConsentRequest } from '../../server/graduates/consent-request-model.ts';
import type { ConsentChoice } from '../../server/graduates/registration-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { pathTo, withResume } from './booth-support.ts';

describe('scanning a badge at a booth', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage() {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(employer.accountId);
    const scan = (code: string) => browser.post(pathTo(fair, employer, 'visits'), { code });
    return { fair, employer, browser, scan };
  }

  it('opens a visit, and the same one when it is scanned or typed again', async () => {
    const { fair, employer, browser, scan } = await stage();
    const graduate = await aGraduate(fair, harness.deps, { preferredName: 'Addie' });
    const { token, short } = graduate.badge;

    const first = await scan(token);
    const again = await scan(` ${short.slice(0, 4).toLowerCase()}-${short.slice(4)} `);

    expect(first.status).toBe(303);
    expect(again.headers.location).toBe(first.headers.location);
    const visits = await Visit.find({ enrollmentId: employer.enrollment._id }).lean();
    expect(visits).toHaveLength(1);
    expect(visits[0]).toMatchObject({
      registrationId: graduate._id,
      name: `Addie (${graduate.name})`,
      recordedBy: employer.accountId,
      nextStep: null,
    });
    expect((await browser.get(first.headers.location!)).text).toContain('the same visit');
  });

  it('makes one visit of two scans in the same instant', async () => {
    const { fair, employer, scan } = await stage();
    const { badge } = await aGraduate(fair, harness.deps);

    const answers = await Promise.all([scan(badge.token), scan(badge.token), scan(badge.short)]);

    expect(new Set(answers.map((each) => each.headers.location)).size).toBe(1);
    expect(await Visit.countDocuments({ enrollmentId: employer.enrollment._id })).toBe(1);
  });

  it.each([
    ['all', 0, true],
    ['approve', 1, false],
    ['ask', 1, false],
  ] as [ConsentChoice, number, boolean][])(
    'with the choice %s puts %i questions on the graduate’s page',
    async (consent, questions, open) => {
      const { fair, browser, scan } = await stage();
      const fields = { consent, school: 'Lanier Tech' };
      const { badge, _id, email } = await withResume(fair, harness.deps, 'Epic', fields);

      const { text } = await browser.get((await scan(badge.token)).headers.location!);

      const asked = await ConsentRequest.find({ registrationId: _id }).lean();
      expect(asked).toHaveLength(questions);
      for (const beyondTheBadge of ['Lanier Tech', email, 'Read the résumé'])
        expect(text.includes(beyondTheBadge)).toBe(open);
      expect(text.includes('Hand the device over')).toBe(!open);
    },
  );

  it('says in words why a code opens nothing, and keeps it', async () => {
    const { fair, employer, scan } = await stage();
    const other = await aFair();
    const fields = { fairId: fair._id, kind: 'graduate' as const };
    const voided = await aGraduate(fair, harness.deps);
    await replaceBadge({ ...fields, holderId: voided._id }, harness.deps);
    const codes = {
      'No badge has this code': 'ABCD-EFGH',
      'another fair': (await aGraduate(other, harness.deps)).badge.token,
      'employer’s badge': employer.badge.token,
      voided: voided.badge.short,
      'is canceled': (await aGraduate(fair, harness.deps, { state: 'canceled' })).badge.token,
      'waiting list': (await aGraduate(fair, harness.deps, { state: 'pending' })).badge.token,
    };

    for (const [sentence, code] of Object.entries(codes)) {
      const { status, text } = await scan(code);
      expect([sentence, status]).toEqual([sentence, 422]);
      expect(text).toContain(sentence);
      expect(text).toContain(`value="${code}"`);
      expect(text).toContain('<title>Error: Scan a badge');
    }
    expect((await scan('<b>"x"</b>')).text).toContain('value="&lt;b&gt;&quot;x&quot;&lt;/b&gt;"');
    expect(await Visit.countDocuments({ enrollmentId: employer.enrollment._id })).toBe(0);
  });

  it('tells the control room, the employer’s devices and the graduate', async () => {
    const { fair, employer, scan } = await stage();
    const { badge, _id } = await aGraduate(fair, harness.deps);
    const told: unknown[] = [];
    const { toEmployer, toGraduate, fairChanged } = harness.deps.live;
    Object.assign(harness.deps.live, {
      toEmployer: (...fact: unknown[]) => told.push(fact),
      toGraduate: (...fact: unknown[]) => told.push(fact),
      fairChanged: (fairId: string) => told.push(['fair', fairId]),
    });

    await scan(badge.token);
    await harness.deps.background.settled();
    Object.assign(harness.deps.live, { toEmployer, toGraduate, fairChanged });

    expect(told).toContainEqual(['fair', String(fair._id)]);
    expect(told).toContainEqual([
      String(employer.enrollment._id),
      'employer:changed',
      expect.objectContaining({ visits: 1, arrivedGraduates: 0 }),
    ]);
    expect(told).toContainEqual([
      String(_id),
      'graduate:changed',
      expect.objectContaining({ kind: 'visit' }),
    ]);
  });
});
