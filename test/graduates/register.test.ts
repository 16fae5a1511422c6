import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { Fair } from '../../server/fairs/fair-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const answers = {
  name: 'Ada Okafor',
  email: ' Ada@Uni.Example ',
  stage: 'first',
  health: 'Not yet',
  technical: 'Yes, as a job',
  role1: 'CC-3',
  role2: 'CC-6',
  role3: '',
  system1: '',
  programId: 'not-listed',
  school: 'Gwinnett Tech',
  consent: 'approve',
};

describe('registering for a fair', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  const submit = (slug: string, fields: object) =>
    harness.visitor().post(`/fairs/${slug}/registrations`, fields);

  it('shows the form', async () => {
    const fair = await aFair();
    const page = await harness.visitor().get(`/fairs/${fair.slug}/registrations/new`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('CC-3 Implementation support specialist');
  });

  it('registers the graduate, keeps the consent as a record and mails the badge', async () => {
    const fair = await aFair();

    const response = await submit(fair.slug, answers);

    expect([response.status, response.headers.location]).toEqual([
      303,
      `/fairs/${fair.slug}/registrations/sent`,
    ]);
    const kept = await Registration.findOne({ fairId: fair._id, email: 'ada@uni.example' })
      .lean()
      .orFail();
    expect(kept).toMatchObject({
      state: 'active',
      segment: 'first-job-technical',
      roles: ['CC-3', 'CC-6'],
      school: 'Gwinnett Tech',
    });
    expect(await ConsentRecord.find({ registrationId: kept._id }).lean()).toMatchObject([
      { choice: 'approve', given: 'registration' },
    ]);
    expect(await Badge.countDocuments({ holderId: kept._id })).toBe(1);
    expect(await harness.mailTo('ada@uni.example')).toMatchObject({ template: 'badge' });
  });

  it('keeps what was typed and links each mistake to its field', async () => {
    const fair = await aFair();

    const response = await submit(fair.slug, {
      ...answers,
      name: 'Ada "Q" Okafor 🎓',
      email: 'ada',
      role1: 'XX-1',
    });

    expect(response.status).toBe(422);
    expect(response.text).toContain('<title>Error: Register for Spring Fair');
    expect(response.text).toContain(
      '<a href="#email">Enter an email address like name@example.com</a>',
    );
    expect(response.text).toContain('<a href="#role1">');
    expect(response.text).toContain('value="Ada &quot;Q&quot; Okafor 🎓"');
    expect(response.text).not.toContain('href="#name"');
  });

  it('tells only the mailbox, never the page, that an address is known', async () => {
    const fair = await aFair();
    await aGraduate(fair, harness.deps, { email: 'known@uni.example' });

    const known = await submit(fair.slug, { ...answers, email: 'known@uni.example' });
    const fresh = await submit(fair.slug, { ...answers, email: 'fresh@uni.example' });

    expect([known.status, known.headers.location]).toEqual([fresh.status, fresh.headers.location]);
    expect(
      await Registration.countDocuments({ fairId: fair._id, email: 'known@uni.example' }),
    ).toBe(1);
    expect(await harness.mailTo('known@uni.example')).toMatchObject({
      template: 'already-registered',
    });
  });

  it('stores one registration when the same form arrives ten times at once', async () => {
    const fair = await aFair();
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        submit(fair.slug, { ...answers, email: 'double@uni.example' }),
      ),
    );
    expect(new Set(all.map((each) => each.status))).toEqual(new Set([303]));
    expect(
      await Registration.countDocuments({ fairId: fair._id, email: 'double@uni.example' }),
    ).toBe(1);
    expect((await Fair.findById(fair._id).lean().orFail()).placesTaken).toBe(1);
  });

  it('lets exactly as many in as there are places; the others wait', async () => {
    const fair = await aFair({ capacity: 3 });
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        submit(fair.slug, { ...answers, email: `full-${n}@uni.example` }),
      ),
    );
    expect(await Registration.countDocuments({ fairId: fair._id, state: 'active' })).toBe(3);
    expect(await Registration.countDocuments({ fairId: fair._id, state: 'pending' })).toBe(5);
    expect(
      await OutboxMail.countDocuments({ fairId: fair._id, template: 'registration-pending' }),
    ).toBe(5);
  });

  it('refuses politely when registration is not open', async () => {
    const past = { opensAt: new Date(0), closesAt: new Date(1) };
    const fair = await aFair({ graduateWindow: past });
    expect((await submit(fair.slug, answers)).status).toBe(409);
    const page = await harness.visitor().get(`/fairs/${fair.slug}/registrations/new`);
    expect(page.text).toContain('Registration is closed');
  });

  it('refuses objects where text is expected', async () => {
    const fair = await aFair();
    const response = await submit(fair.slug, { ...answers, 'email[$ne]': 'x', email: '' });
    expect(response.status).toBe(422);
    expect(await Registration.countDocuments({ fairId: fair._id })).toBe(0);
  });
});
