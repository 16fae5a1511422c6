import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Fair } from '../../server/fairs/fair-model.ts';
import { cancelRegistration } from '../../server/graduates/change-registration.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { badgePath } from '../../server/graduates/badge-links.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../server/graduates/registration-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const change = {
  name: 'Ada Lovelace',
  stage: 'changing',
  health: 'Yes, in a clinical job',
  technical: 'Not yet',
  role1: 'UB-3',
  consent: 'ask',
};

describe('a graduate’s own registration', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function registered(fields: Partial<RegistrationFields> = {}) {
    const fair = await aFair();
    const graduate = await aGraduate(fair, harness.deps, fields);
    const browser = await harness.signInAs(graduate.accountId!);
    return { fair, graduate, browser, own: `/fairs/${fair.slug}/registration` };
  }

  it('shows every own page to the graduate, and to nobody else', async () => {
    const { fair, browser, own } = await registered();
    const stranger = await harness.signInAs(
      (await aGraduate(await aFair(), harness.deps)).accountId!,
    );
    for (const path of ['', '/edit', '/badge', '/badge/print', '/consent', '/resume']) {
      expect([path, (await browser.get(own + path)).status]).toEqual([path, 200]);
      expect([path, (await stranger.get(own + path)).status]).toEqual([path, 404]);
      const unsigned = await harness.visitor().get(own + path);
      expect([path, unsigned.status, unsigned.headers.location]).toEqual([
        path,
        303,
        `/sign-in?next=${encodeURIComponent(own + path)}`,
      ]);
    }
    expect(fair.state).toBe('live');
  });

  it('saves changes, and ends the old consent where a new one begins', async () => {
    const { graduate, browser, own } = await registered();
    await ConsentRecord.create({
      fairId: graduate.fairId,
      registrationId: graduate._id,
      choice: 'all',
      given: 'registration',
      since: new Date(),
    });

    expect((await browser.post(`${own}/edit`, change)).status).toBe(303);

    const kept = await Registration.findById(graduate._id).lean().orFail();
    expect(kept).toMatchObject({
      name: 'Ada Lovelace',
      segment: 'changer-clinical',
      consent: 'ask',
      roles: ['UB-3'],
    });
    const records = await ConsentRecord.find({ registrationId: graduate._id })
      .sort({ _id: 1 })
      .lean();
    expect(records.map(({ choice, withdrawnAt }) => [choice, withdrawnAt === null])).toEqual([
      ['all', false],
      ['ask', true],
    ]);
  });

  it('comes back with what was typed when an answer is wrong', async () => {
    const { browser, own } = await registered();
    const page = await browser.post(`${own}/edit`, {
      ...change,
      name: '',
      preferredName: 'Countess',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="Countess"');
    expect(page.text).toContain('Enter your full name');
  });

  it('cancels once, tells by mail, and comes back', async () => {
    const { graduate, browser, own } = await registered();
    expect((await browser.post(`${own}/canceled`)).status).toBe(303);
    expect((await browser.post(`${own}/canceled`)).status).toBe(409);
    expect(
      await OutboxMail.countDocuments({ to: graduate.email, template: 'registration-canceled' }),
    ).toBe(1);
    await browser.post(`${own}/reinstated`);
    expect((await Registration.findById(graduate._id).lean().orFail()).state).toBe('active');
  });

  it('gives the places of ten canceled at once to the ten who wait longest', async () => {
    const full = await aFair({ capacity: 10, placesTaken: 10 });
    const cast = async (state: 'active' | 'pending', most: number) => {
      const made = [];
      for (let n = 0; n < most; n += 1) made.push(await aGraduate(full, harness.deps, { state }));
      return made;
    };
    const going = await cast('active', 10);
    const waiting = await cast('pending', 12);
    await Promise.all(going.map((each) => cancelRegistration(full, each, '', harness.deps)));
    const states = await Registration.find({ fairId: full._id }).sort({ _id: 1 }).lean();
    const lucky = states.filter(({ state }) => state === 'active').map(({ _id }) => String(_id));
    expect(lucky).toEqual(waiting.slice(0, 10).map(({ _id }) => String(_id)));
    expect((await Fair.findById(full._id).lean())?.placesTaken).toBe(10);
  });

  it('gives the place of a canceled registration to the next who waits', async () => {
    const { fair, browser, own } = await registered();
    const next = await aGraduate(fair, harness.deps, {
      state: 'pending',
      email: 'next@uni.example',
    });
    await browser.post(`${own}/canceled`);
    expect((await Registration.findById(next._id).lean().orFail()).state).toBe('active');
    expect(await harness.mailTo('next@uni.example')).toMatchObject({ template: 'badge' });
  });

  it('opens the badge by the link of the mail and nothing else by it', async () => {
    const { graduate } = await registered();
    const path = badgePath(harness.deps, String(graduate._id));
    const page = await harness.visitor().get(path);
    expect(page.status).toBe(200);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.text).toContain('<path');
    expect(page.text).not.toContain(graduate.email);
    expect(
      (await harness.visitor().get(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status,
    ).toBe(404);
    expect((await harness.visitor().post(path)).status).toBe(303);
    expect(await harness.mailTo(graduate.email)).toMatchObject({ template: 'badge' });
  });

  it('answers an employer, and withdraws the answer', async () => {
    const { fair, graduate, browser, own } = await registered({ consent: 'approve' });
    const { enrollment } = await anEmployer(fair, harness.deps);
    const answer = (yes: string) =>
      browser.post(`${own}/consent/${String(enrollment._id)}`, { answer: yes });
    expect((await answer('yes')).status).toBe(303);
    expect((await answer('no')).status).toBe(303);
    expect((await answer('maybe')).status).toBe(422);
    const standing = await ConsentRecord.find({
      registrationId: graduate._id,
      enrollmentId: enrollment._id,
      withdrawnAt: null,
    }).lean();
    expect(standing.map((each) => each.choice)).toEqual(['no']);
  });
});
