import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Device } from '../../server/checkins/device-model.ts';
import { deletesAt, livesUntil } from '../../server/fairs/deletion-day.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { badgePath } from '../../server/graduates/badge-links.ts';
import { forgetPastFairs } from '../../server/jobs/forget-past-fairs.ts';
import { mailSamples } from '../../server/mail/mail-samples.ts';
import { renderMail } from '../../server/mail/render-mail.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aVisit } from '../visits/booth-support.ts';

const DAY = 86_400_000;
const days = [{ date: '2031-03-13', opens: '09:00', closes: '15:00' }] as FairFields['days'];
const entered = {
  name: 'Rural HIT Fair',
  venue: 'Hall B',
  address: 'Macon, GA',
  timeZone: 'America/New_York',
  days: '2031-03-13 9:00-15:00',
  employersFrom: '2026-01-01T08:00',
  employersUntil: '2031-03-01T23:59',
  graduatesFrom: '2026-01-01T08:00',
  graduatesUntil: '2031-03-13T12:00',
  capacity: '900',
  keptDays: '30',
};

describe('the day on which personal data is deleted', () => {
  let harness: Harness;
  let now = () => new Date();
  beforeAll(async () => {
    harness = await startHarness({ fairNow: () => now() });
  });
  afterAll(() => harness.stop());

  it('is counted from the end of the fair, and nothing outlives it', () => {
    const calendar = { days, timeZone: 'America/New_York' };
    const iso = (at: Date) => at.toISOString();
    expect(iso(deletesAt(calendar))).toBe('2031-09-09T19:00:00.000Z');
    expect(iso(deletesAt({ ...calendar, keptDays: 20 }))).toBe('2031-04-02T19:00:00.000Z');
    expect(iso(livesUntil({ ...calendar, keptDays: 20 }, 30))).toBe('2031-04-02T19:00:00.000Z');
    expect(iso(livesUntil(calendar, 30))).toBe('2031-04-12T19:00:00.000Z');
  });

  it('is set by the organizer, for a new fair and later, and told on the settings', async () => {
    const owner = await harness.signIn('owner');
    expect((await owner.get('/fairs/new')).text).toMatch(/name="keptDays"[^>]*value="180"/);
    const { headers } = await owner.post('/fairs', entered);
    const settings = headers.location as string;
    expect((await owner.get(settings)).text).toContain(
      'Personal data of this fair is deleted on Saturday, April 12, 2031.',
    );
    await owner.post(settings, { ...entered, keptDays: '31' });
    expect((await owner.get(settings)).text).toContain('is deleted on Sunday, April 13, 2031.');
  });

  it.each([
    [{ keptDays: '0' }, 'Enter at least 1 day'],
    [{ keptDays: '' }, 'Enter at least 1 day'],
    [{ keptDays: '181' }, 'Enter at most 180 days'],
    [{ keptDays: '2.5' }, 'Enter a whole number of days'],
    [{ keptDays: 'many' }, 'Enter a number of days'],
    [{ days: '2021-03-13 9:00-15:00' }, 'That day has passed already.'],
    [{ days: 'someday' }, 'Write “someday” like'],
    [{ days: '' }, 'Enter at least one day'],
    [{ timeZone: 'Mars/Olympus' }, 'Choose a time zone from the list'],
  ])('with %j is refused in words, and changes nothing', async (wrong, words) => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const page = await organizer.post(`/fairs/${fair.slug}/settings`, { ...entered, ...wrong });
    expect(page.status).toBe(422);
    expect(page.text).toContain(words);
    const kept = await Fair.findById(fair._id).lean().orFail();
    expect([kept.keptDays, kept.days[0]!.date]).toEqual([180, fair.days[0]!.date]);
  });

  it('is told on each page on which people leave something of themselves', async () => {
    const fair = await aFair({ days, keptDays: 30 });
    const graduate = await aGraduate(fair, harness.deps, { consent: 'ask' });
    const employer = await anEmployer(fair, harness.deps);
    const visit = await aVisit(employer, graduate);
    const anybody = harness.visitor();
    const own = await harness.signInAs(graduate.accountId!);
    const booth = await harness.signInAs(employer.accountId);
    const enrollment = `enrollments/${String(employer.enrollment._id)}`;
    for (const [browser, page] of [
      [anybody, 'registrations/new'],
      [own, 'registration'],
      [own, 'registration/edit'],
      [own, 'registration/resume'],
      [anybody, 'enrollments/new'],
      [anybody, 'enrollments/sent'],
      [booth, enrollment],
      [booth, `${enrollment}/visits/${String(visit._id)}`],
      [booth, `${enrollment}/visits/${String(visit._id)}/consent`],
    ] as const) {
      const { text } = await browser.get(`/fairs/${fair.slug}/${page}`);
      expect([page, /deleted on Saturday, April 12, 2031\./.test(text)]).toEqual([page, true]);
    }
  });

  it('is told in the mail that a graduate and an employer get first', async () => {
    const fair = await aFair({ days, keptDays: 10 });
    await harness.visitor().post(`/fairs/${fair.slug}/registrations`, {
      name: 'Ada Okafor',
      email: 'ada@uni.example',
      stage: 'first',
      health: 'Not yet',
      technical: 'Not yet',
      role1: 'CC-3',
      consent: 'ask',
    });
    await harness.visitor().post(`/fairs/${fair.slug}/enrollments`, {
      name: 'Oconee Health',
      contactName: 'Robin Rep',
      email: 'robin@oconee.example',
      kind: 'hospital',
      tierWish: 'standard',
    });
    const [badge, received] = [
      await harness.mailTo('ada@uni.example'),
      await harness.mailTo('robin@oconee.example'),
    ];
    for (const [mail, template] of [
      [badge, 'badge'],
      [received, 'enrollment-received'],
    ])
      expect(mail).toMatchObject({ template, data: { deletedOn: '2031-03-23' } });
  });

  it.each(['badge', 'registration-pending', 'enrollment-received'] as const)(
    'stands in both texts of the mail "%s", which is sent without it too',
    (template) => {
      const of = (data: object) => renderMail(template, data, harness.deps);
      const told = of(mailSamples[template]);
      for (const text of [told.html, told.text])
        expect(text.replace(/\s+/g, ' ')).toContain('is deleted on Thursday, September 19, 2030.');
      const { deletedOn: _, ...older } = mailSamples[template];
      expect(of(older).text).not.toContain('deleted');
    },
  );

  it('ends badge links and employers’ access, when it comes before their own time', async () => {
    const fair = await aFair({ days, keptDays: 5 });
    const graduate = await aGraduate(fair, harness.deps);
    const employer = await anEmployer(fair, harness.deps);
    const booth = await harness.signInAs(employer.accountId);
    const pages = async () => [
      (await harness.visitor().get(badgePath(harness.deps, String(graduate._id)))).status,
      (
        await booth.get(
          `/fairs/${fair.slug}/enrollments/${String(employer.enrollment._id)}/graduates`,
        )
      ).status,
    ];
    now = () => new Date(deletesAt(fair).getTime() - 60_000);
    expect(await pages()).toEqual([200, 200]);
    now = () => new Date(deletesAt(fair).getTime() + 60_000);
    expect(await pages()).toEqual([404, 403]);
    now = () => new Date();
  });

  it('is told as past once everything is deleted', async () => {
    const fair = await aFair({ days, keptDays: 30 });
    const organizer = await harness.signIn('organizer', fair);
    now = () => new Date(deletesAt(fair).getTime() + DAY);
    await forgetPastFairs(harness.deps);
    const { text } = await organizer.get(`/fairs/${fair.slug}/settings`);
    expect(text).toContain('Personal data of this fair was deleted on Sunday, April 13, 2031.');
    expect(text).not.toContain('name="keptDays"');
    expect(await Device.countDocuments({ fairId: fair._id })).toBe(0);
  });
});
