import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { Account } from '../../server/accounts/account-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { Fair } from '../../server/fairs/fair-model.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { forgetPastFairs } from '../../server/jobs/forget-past-fairs.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { Resume } from '../../server/resumes/resume-model.ts';
import { ResumeView } from '../../server/resumes/resume-view-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { Session } from '../../server/web/session-model.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aFullFair, aheadTo, personal, remembered } from './retention-support.ts';

const countOf = (model: { countDocuments(): PromiseLike<number> }) => model.countDocuments();

describe('a fair whose time is over', () => {
  let harness: Harness;
  let stage: Awaited<ReturnType<typeof aFullFair>>;
  let ahead = 0;
  const run = () => forgetPastFairs(harness.deps);
  const pathOf = (page: string) => `/fairs/${stage.fair.slug}/${page}`;

  async function figures() {
    const state = await stage.organizer.getJson(pathOf('dashboard/state.json'));
    // The wait is that of the last five minutes: it is another each time.
    const {
      seq: _seq,
      mail: _mail,
      wait: _wait,
      ...panels
    } = state.body as Record<string, unknown>;
    const fairId = stage.fair._id;
    const kept = 'segment overlays roles systems days state walkIn consent';
    return {
      panels,
      registrations: await Registration.find({ fairId }).select(kept).lean(),
      arrivals: await Scan.countDocuments({ fairId, stands: true }),
      undone: await Scan.countDocuments({ fairId, stands: false }),
      visits: await Visit.find({ fairId }).select('rating nextStep decidedAt').lean(),
    };
  }
  let before: Awaited<ReturnType<typeof figures>>;

  beforeAll(async () => {
    harness = await startHarness({ fairNow: () => new Date(Date.now() + ahead) });
    stage = await aFullFair(harness);
    before = await figures();
  });
  afterAll(() => harness.stop());

  it('has everybody in the store a minute before, and the next run leaves it so', async () => {
    ahead = aheadTo(stage.fair, -60_000);
    await run();
    const found = await remembered();
    expect(Object.keys(found).sort()).toEqual(Object.values(personal).sort());
    expect(await harness.deps.files.get(stage.file)).not.toBeNull();
    expect((await stage.graduate.get(pathOf('registration'))).status).toBe(200);
  });

  it('leaves no collection that nobody has thought of: a new one is emptied, or holds nobody', () => {
    const emptied =
      'Account Badge ConsentRecord ConsentRequest Device EmployerArrival Enrollment OutboxMail Registration ' +
      'Representative Resume ResumeView Scan Session SignInLink Visit';
    const holdNobody =
      'Assignment Booth Desk Employer Fair FeedLease Floor FollowUp Key Opening Pairing Program StaffCall Suppression TeamMember Zone ZoneRefusal ZoneStay';
    expect(Object.keys(mongoose.models).sort()).toEqual(
      `${emptied} ${holdNobody}`.split(' ').sort(),
    );
  });

  it('lets no employer see anybody from that moment on', async () => {
    ahead = aheadTo(stage.fair, 1);
    for (const page of ['graduates', 'visits', `visits/${stage.visitId}`, 'visits/export.csv'])
      expect((await stage.employer.browser.get(`${stage.employer.base}/${page}`)).status).toBe(403);
  });

  it('has nobody in any document nor in a file after the next run', async () => {
    await run();
    expect(await remembered()).toEqual({});
    expect(await harness.deps.files.get(stage.file)).toBeNull();
    const counts = [Resume, ResumeView, ConsentRecord, Badge, OutboxMail].map(countOf);
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0, 0]);
    const fair = await Fair.findById(stage.fair._id).lean().orFail();
    expect(fair.forgottenAt).toBeInstanceOf(Date);
    expect(fair.state).toBe('closed');
  });

  it('keeps its figures', async () => {
    expect(before.arrivals + before.undone + before.visits.length).toBe(3);
    expect(before.panels).toMatchObject({ visits: 1, expected: 1 });
    expect(await figures()).toEqual(before);
  });

  it('signs out whom it knew, and knows only its organizers', async () => {
    expect((await Account.find({}).lean()).map(({ name }) => name)).toEqual(['The organizer']);
    expect(await Session.countDocuments({})).toBe(1);
    const { status, headers } = await stage.graduate.get('/home');
    expect([status, headers.location]).toEqual([303, '/sign-in?next=%2Fhome']);
  });

  it('has pages for its organizers and for everybody as before', async () => {
    const pages =
      'settings team programs applications graduates floor desks dashboard follow-ups outbox';
    for (const page of pages.split(' '))
      expect([page, (await stage.organizer.get(pathOf(page))).status]).toEqual([page, 200]);
    for (const page of ['', 'employers', 'registrations/new', 'enrollments/new'])
      expect([page, (await harness.visitor().get(pathOf(page))).status]).toEqual([page, 200]);
    const one = `applications/${String(stage.employer.enrollment._id)}`;
    expect((await stage.organizer.get(pathOf(one))).text).toContain('Deleted');
    expect((await stage.organizer.get(pathOf('graduates'))).text).toContain('<strong>Deleted');
  });

  it('takes nothing new, but for an organizer who leaves', async () => {
    const { organizer, registration } = stage;
    const graduate = `graduates/${String(registration._id)}/attention`;
    for (const page of ['settings', 'settings/state', 'registrations', 'enrollments', graduate])
      expect([page, (await organizer.post(pathOf(page), { state: 'live' })).status]).toEqual([
        page,
        409,
      ]);
    const [{ _id } = { _id: '' }] = await Account.find({}).lean();
    expect((await organizer.post(pathOf(`team/${String(_id)}/removed`))).status).not.toBe(409);
  });

  it('is left alone by every later run', async () => {
    const everything = async () => [
      await Fair.find({}).lean(),
      await Registration.find({}).lean(),
      await Scan.find({}).lean(),
      await Visit.find({}).lean(),
    ];
    const now = await everything();
    ahead += 86_400_000;
    await run();
    expect(await everything()).toEqual(now);
  });
});
