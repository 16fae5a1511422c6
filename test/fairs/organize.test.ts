import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TeamMember } from '../../server/accounts/team-member-model.ts';
import { Fair } from '../../server/fairs/fair-model.ts';
import { Program } from '../../server/programs/program-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const fields = {
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
};

describe('organizing a fair', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('takes the owner from an empty form to an open fair with a public page', async () => {
    const owner = await harness.signIn('owner');
    expect((await owner.get('/fairs/new')).status).toBe(200);
    const made = await owner.post('/fairs', fields);
    expect([made.status, made.headers.location]).toEqual([303, '/fairs/rural-hit-fair/settings']);

    expect((await harness.visitor().get('/fairs/rural-hit-fair')).status).toBe(404);
    expect(
      (await owner.post('/fairs/rural-hit-fair/settings/state', { state: 'open' })).status,
    ).toBe(303);
    const page = await harness.visitor().get('/fairs/rural-hit-fair');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Rural HIT Fair');
    expect((await harness.visitor().get('/')).text).toContain('/fairs/rural-hit-fair');
    expect(
      (await owner.post('/fairs/rural-hit-fair/settings/state', { state: 'closed' })).status,
    ).toBe(409);
    expect((await owner.post('/fairs', fields)).headers.location).toBe(
      '/fairs/rural-hit-fair-2/settings',
    );
  });

  it('keeps what was typed when a field is wrong, and creates nothing', async () => {
    const owner = await harness.signIn('owner');
    const before = await Fair.countDocuments({});
    const page = await owner.post('/fairs', { ...fields, days: 'someday', name: 'Fair “Ω”' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="Fair “Ω”"');
    expect(page.text).toContain('someday</textarea>');
    expect(await Fair.countDocuments({})).toBe(before);
  });

  it('opens organizers’ pages to organizers of this fair alone', async () => {
    const fair = await aFair();
    const { accountId } = await aGraduate(fair, harness.deps);
    const employer = await anEmployer(fair, harness.deps);
    const people = {
      organizer: await harness.signIn('organizer', fair),
      elsewhere: await harness.signIn('organizer', await aFair()),
      graduate: await harness.signInAs(accountId!),
      representative: await harness.signInAs(employer.accountId),
    };
    for (const path of [
      'settings',
      'team',
      'programs',
      'applications',
      'graduates',
      'floor',
      'dashboard',
      'outbox',
    ]) {
      const statuses = Object.fromEntries(
        await Promise.all(
          Object.entries(people).map(async ([who, browser]) => [
            who,
            (await browser.get(`/fairs/${fair.slug}/${path}`)).status,
          ]),
        ),
      );
      expect([path, statuses]).toEqual([
        path,
        { organizer: 200, elsewhere: 404, graduate: 404, representative: 404 },
      ]);
    }
  });

  it('names and removes organizers; each is invited by mail and cut off at once', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const team = `/fairs/${fair.slug}/team`;
    expect((await organizer.post(team, { name: 'Sam', email: 'sam@team.example' })).status).toBe(
      303,
    );
    expect((await organizer.post(team, { name: 'Sam', email: 'sam@team.example' })).status).toBe(
      422,
    );
    const mail = await harness.mailTo('sam@team.example');
    expect(mail.template).toBe('invitation');
    const member = await TeamMember.findOne({ fairId: fair._id }).sort({ _id: -1 }).lean().orFail();
    const sam = await harness.signInAs(member.accountId);
    expect((await sam.get(team)).status).toBe(200);
    await organizer.post(`${team}/${String(member.accountId)}/removed`);
    expect((await sam.get(team)).status).toBe(404);
  });

  it('keeps programs once, however they are written', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const add = (lines: string) => organizer.post(`/fairs/${fair.slug}/programs`, { lines });
    await add('Gwinnett Tech; HIT Certificate; Lawrenceville, GA\nÉcole; Santé');
    await add('gwinnett tech;HIT certificate');
    expect(await Program.countDocuments({ fairId: fair._id })).toBe(2);
    expect((await add('only a school')).status).toBe(422);
    const form = await harness.visitor().get(`/fairs/${fair.slug}/registrations/new`);
    expect(form.text).toContain('Gwinnett Tech: HIT Certificate');
  });
});
