import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Badge } from '../../server/fairs/badge-model.ts';
import { Enrollment } from '../../server/employers/enrollment-model.ts';
import { Opening } from '../../server/employers/opening-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const application = {
  name: 'Chattahoochee Health System',
  contactName: 'Robin Rep',
  email: 'robin@chattahoochee.example',
  kind: 'hospital',
  place: 'Columbus, GA',
  tierWish: 'premium',
  needsPower: 'yes',
  boothWishes: 'a, b4',
  notBeside: 'Lanier EHR Partners\r\nOconee EHR, Inc.',
};

describe('an employer', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('applies, is accepted and gets badge and mail', async () => {
    const fair = await aFair();
    const sent = await harness.visitor().post(`/fairs/${fair.slug}/enrollments`, application);
    expect([sent.status, sent.headers.location]).toEqual([
      303,
      `/fairs/${fair.slug}/enrollments/sent`,
    ]);
    const enrollment = await Enrollment.findOne({ fairId: fair._id }).lean().orFail();
    expect(enrollment).toMatchObject({
      state: 'applied',
      needsPower: true,
      boothWishes: ['A', 'B4'],
      notBeside: ['Lanier EHR Partners', 'Oconee EHR, Inc.'],
    });
    expect(await harness.mailTo('robin@chattahoochee.example')).toMatchObject({
      template: 'enrollment-received',
    });

    const organizer = await harness.signIn('organizer', fair);
    const page = `/fairs/${fair.slug}/applications/${String(enrollment._id)}`;
    expect((await organizer.get(page)).text).toContain('Chattahoochee Health System');
    expect(
      (await organizer.post(page, { to: 'declined', tier: 'premium', reason: '' })).status,
    ).toBe(422);
    expect((await organizer.post(page, { to: 'accepted', tier: 'premium' })).status).toBe(303);
    expect((await organizer.post(page, { to: 'accepted', tier: 'premium' })).status).toBe(409);

    const representative = await Representative.findOne({ enrollmentId: enrollment._id })
      .lean()
      .orFail();
    expect(representative.role).toBe('owner');
    expect(await Badge.countDocuments({ holderId: representative._id, revokedAt: null })).toBe(1);
    const templates = await OutboxMail.distinct('template', { to: 'robin@chattahoochee.example' });
    expect(templates.sort()).toEqual([
      'enrollment-accepted',
      'enrollment-received',
      'representative-badge',
    ]);
  });

  it('is one application however often the form is sent, and strangers learn nothing', async () => {
    const fair = await aFair();
    const all = await Promise.all(
      Array.from({ length: 6 }, () =>
        harness.visitor().post(`/fairs/${fair.slug}/enrollments`, application),
      ),
    );
    expect(new Set(all.map((each) => each.headers.location)).size).toBe(1);
    expect(await Enrollment.countDocuments({ fairId: fair._id })).toBe(1);
    const other = await harness.visitor().post(`/fairs/${fair.slug}/enrollments`, {
      ...application,
      email: 'other@chattahoochee.example',
    });
    expect(other.status).toBe(303);
  });

  it('hints at an employer that stands on the public list, and lets a division go on', async () => {
    const fair = await aFair();
    await anEmployer(fair, harness.deps, { employerName: 'Chattahoochee Health System, Inc.' });
    const hint = await harness.visitor().post(`/fairs/${fair.slug}/enrollments`, application);
    expect(hint.status).toBe(409);
    expect(hint.text).toContain('Already at this fair?');
    expect(hint.text).toContain('value="robin@chattahoochee.example"');
    const on = await harness
      .visitor()
      .post(`/fairs/${fair.slug}/enrollments`, { ...application, anyway: 'yes' });
    expect(on.status).toBe(303);
  });

  it('keeps what was typed when something is wrong', async () => {
    const fair = await aFair();
    const page = await harness.visitor().post(`/fairs/${fair.slug}/enrollments`, {
      ...application,
      kind: 'circus',
      name: 'O’Hara “H” <b>',
      boothWishes: 'near the door',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain('O’Hara “H” &lt;b&gt;');
    expect(page.text).toContain('href="#kind"');
    expect(page.text).toContain('href="#boothWishes"');
  });

  it('brings openings, changes and removes them; a viewer only looks', async () => {
    const fair = await aFair();
    const { enrollment, accountId } = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(accountId);
    const base = `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/openings`;
    const opening = {
      title: 'EHR trainer',
      roles: ['CC-6', 'CC-3'],
      yearsAsked: '0',
      place: 'Macon',
    };
    expect((await browser.get(`${base}/new`)).status).toBe(200);
    expect((await browser.post(base, opening)).status).toBe(303);
    expect((await browser.post(base, { ...opening, roles: [] })).status).toBe(422);
    const kept = await Opening.findOne({ enrollmentId: enrollment._id }).lean().orFail();
    expect(kept.roles).toEqual(['CC-6', 'CC-3']);
    expect(
      (await browser.post(`${base}/${String(kept._id)}`, { ...opening, title: 'Lead trainer' }))
        .status,
    ).toBe(303);
    expect((await browser.get(base)).text).toContain('Lead trainer');
    expect((await harness.visitor().get(`/fairs/${fair.slug}/employers`)).text).toContain(
      'Lead trainer',
    );

    await Representative.updateOne({ enrollmentId: enrollment._id }, { role: 'viewer' });
    expect((await browser.get(base)).status).toBe(200);
    expect((await browser.post(base, opening)).status).toBe(404);
    expect((await browser.post(`${base}/${String(kept._id)}/removed`)).status).toBe(404);
  });

  it('has pages that no other employer opens', async () => {
    const fair = await aFair();
    const ours = await anEmployer(fair, harness.deps);
    const theirs = await anEmployer(fair, harness.deps);
    const stranger = await harness.signInAs(theirs.accountId);
    const own = await harness.signInAs(ours.accountId);
    for (const path of ['', '/openings', '/team', '/team/badge', '/application']) {
      const url = `/fairs/${fair.slug}/enrollments/${String(ours.enrollment._id)}${path}`;
      expect([path, (await own.get(url)).status, (await stranger.get(url)).status]).toEqual([
        path,
        200,
        404,
      ]);
    }
    const elsewhere = await aFair();
    expect(
      (await own.get(`/fairs/${elsewhere.slug}/enrollments/${String(ours.enrollment._id)}`)).status,
    ).toBe(404);
  });

  it('keeps its team: the last owner stays, a removed badge is void', async () => {
    const fair = await aFair();
    const { enrollment, accountId, representativeId } = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(accountId);
    const base = `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/team`;
    expect(
      (
        await browser.post(base, {
          name: 'Kim',
          email: 'kim@employer.example',
          role: 'representative',
        })
      ).status,
    ).toBe(303);
    const kim = await Representative.findOne({ email: 'kim@employer.example' }).lean().orFail();
    expect(await Badge.countDocuments({ holderId: kim._id, revokedAt: null })).toBe(1);
    expect((await browser.post(`${base}/${String(representativeId)}/removed`)).status).toBe(409);
    expect((await browser.post(`${base}/${String(kim._id)}/removed`)).status).toBe(303);
    expect(await Badge.countDocuments({ holderId: kim._id, revokedAt: null })).toBe(0);
    expect((await (await harness.signInAs(kim.accountId)).get(base)).status).toBe(404);
  });
});
