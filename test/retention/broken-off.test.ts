import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Account } from '../../server/accounts/account-model.ts';
import { forgetAccounts } from '../../server/accounts/forget-accounts.ts';
import { TeamMember } from '../../server/accounts/team-member-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { forgetPastFairs } from '../../server/jobs/forget-past-fairs.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { ResumeView } from '../../server/resumes/resume-view-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { Session } from '../../server/web/session-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aFullFair, personal, remembered } from './retention-support.ts';

const past = [{ date: '2024-03-02', opens: '09:00', closes: '15:00' }] as FairFields['days'];
interface Writes {
  deleteMany(): unknown;
  updateMany(): unknown;
}
const isForgotten = async ({ _id }: Pick<FairFields, '_id'>) =>
  Boolean((await Fair.findById(_id).lean().orFail()).forgottenAt);

describe('forgetting that is broken off', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => harness.stop());

  /** The next write of that kind fails, as when the power goes. */
  const failOnce = (model: object, write: keyof Writes) =>
    jest.spyOn(model as Writes, write).mockImplementationOnce(() => {
      throw new Error('the power is gone');
    });
  const steps: [string, object, keyof Writes][] = [
    ['accounts', Account, 'deleteMany'],
    ['sessions', Session, 'deleteMany'],
    ['résumés', ResumeView, 'deleteMany'],
    ['visits', Visit, 'updateMany'],
    ['scans', Scan, 'updateMany'],
    ['graduates', Registration, 'updateMany'],
    ['employers', Representative, 'deleteMany'],
    ['mails', OutboxMail, 'deleteMany'],
  ];

  it.each(steps)('at the %s is done whole by the next run', async (_step, model, write) => {
    const { fair, file } = await aFullFair(harness);
    await Fair.updateOne({ _id: fair._id }, { days: past });
    failOnce(model, write);
    await forgetPastFairs(harness.deps);
    expect(await isForgotten(fair)).toBe(false);
    expect(Object.keys(await remembered())).not.toEqual([]);

    await forgetPastFairs(harness.deps);
    expect(await isForgotten(fair)).toBe(true);
    expect(await remembered()).toEqual({});
    expect(await harness.deps.files.get(file)).toBeNull();
  });

  it('is done once by two processes that come to it together', async () => {
    const { fair } = await aFullFair(harness);
    await Fair.updateOne({ _id: fair._id }, { days: past });
    const said: string[] = [];
    const log = Object.assign(Object.create(harness.deps.log) as typeof harness.deps.log, {
      info: (_fields: object, text: string) => said.push(text),
    });
    const deps = { ...harness.deps, log };
    const later = { ...deps, fairNow: () => new Date(Date.now() + 5000) };
    await Promise.all([forgetPastFairs(deps), forgetPastFairs(later)]);
    expect(said).toEqual(['the personal data of a fair was deleted']);
    expect(await remembered()).toEqual({});
  });

  it('reaches a fair that was stored before there was anything to set', async () => {
    const fair = await aFair({ days: past });
    const unset = { $unset: { keptDays: 1, forgottenAt: 1 } };
    await Fair.collection.updateOne({ _id: fair._id }, unset);
    await forgetPastFairs(harness.deps);
    expect(await isForgotten(fair)).toBe(true);
  });

  it('leaves no other fair waiting for one that cannot be forgotten', async () => {
    const [first, second] = [await aFair({ days: past }), await aFair({ days: past })];
    await aGraduate(first, harness.deps);
    await aGraduate(second, harness.deps);
    failOnce(Registration, 'updateMany');
    await forgetPastFairs(harness.deps);
    expect([await isForgotten(first), await isForgotten(second)]).toEqual([false, true]);
  });
});

describe('people whom somebody still needs', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());
  const there = async (_id: unknown) => Boolean(await Account.exists({ _id: _id as never }));

  it('keep their accounts and their sessions: at another fair, on a team, or as an owner', async () => {
    const [old, next] = [await aFair({ days: past }), await aFair()];
    const once = await aGraduate(old, harness.deps);
    const again = await aGraduate(old, harness.deps);
    await aGraduate(next, harness.deps, {
      email: again.email,
      name: again.name,
      accountId: again.accountId,
    });
    const hires = await anEmployer(old, harness.deps);
    const of = { enrollmentId: hires.enrollment._id };
    const person = await Representative.findOne(of).lean().orFail();
    const { enrollment } = await anEmployer(next, harness.deps);
    const { _id: _old, ...fields } = person;
    await Representative.create({ ...fields, fairId: next._id, enrollmentId: enrollment._id });
    const organizer = await harness.signIn('organizer', old);
    const owner = await aGraduate(old, harness.deps);
    await Account.updateOne({ _id: owner.accountId }, { owner: true });
    const helper = await aGraduate(old, harness.deps);
    const part = { fairId: next._id, accountId: helper.accountId!, role: 'organizer' as const };
    await TeamMember.create({ ...part, addedAt: new Date() });
    const browser = await harness.signInAs(again.accountId!);

    await forgetPastFairs(harness.deps);
    expect(await isForgotten(old)).toBe(true);
    expect(await there(once.accountId)).toBe(false);
    for (const { accountId } of [again, hires, owner, helper])
      expect(await there(accountId)).toBe(true);
    expect((await browser.get(`/fairs/${next.slug}/registration`)).status).toBe(200);
    expect((await browser.get(`/fairs/${old.slug}/registration`)).status).toBe(404);
    expect((await organizer.get(`/fairs/${old.slug}/dashboard`)).status).toBe(200);
    const kept = await Registration.findOne({ fairId: next._id }).lean().orFail();
    expect(kept).toMatchObject({ email: again.email, name: again.name });
  });

  it('come back when they were needed in the very instant', async () => {
    const { accountId } = await aGraduate(await aFair(), harness.deps, {
      email: personal.mailbox,
    });
    let asked = 0;
    const later = (ids: NonNullable<typeof accountId>[]) =>
      Promise.resolve((asked += 1) > 1 ? ids : []);
    expect(await forgetAccounts([accountId!], later)).toBe(0);
    expect(await Account.findById(accountId).lean()).toMatchObject({ email: personal.mailbox });
  });
});
