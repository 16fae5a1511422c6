import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';
import { person } from './walk-in-support.ts';

const everything = [
  { question: 'badge-name', required: false },
  { question: 'school', required: true },
  { question: 'roles', required: false },
  { question: 'consent', required: false },
  { question: 'resume', required: false },
] as FairFields['deskQuestions'];

describe('questions at the desk', () => {
  let harness: Harness;
  let fair: FairFields;
  let steward: PairedBrowser;
  let supervisor: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair({ deskQuestions: everything });
    steward = await harness.pairDevice(fair, 'steward');
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
  });
  afterAll(() => harness.stop());

  /** Somebody who is let in by a device, and where that device asks. */
  async function letIn(desk: PairedBrowser, fields: object = { roles: [] }) {
    const someone = await aGraduate(fair, harness.deps, fields);
    const result = await scanAt(desk, scanOf(someone.badge.token), harness);
    expect(result.outcome).toBe('ok');
    const scan = `/desk/${fair.slug}/checkins/${result.scanId}`;
    return { ...someone, scan, at: `${scan}/questions`, desk: desk.browser };
  }
  const offersTo = async ({ desk, scan }: Awaited<ReturnType<typeof letIn>>) =>
    (await desk.get(`${scan}/offers.json`)).body;
  const stored = (_id: unknown) =>
    Registration.findById(_id as string)
      .lean()
      .orFail();

  it('are named once somebody is in, and keep the answers with a record of the consent', async () => {
    const ada = await letIn(steward);
    expect(await offersTo(ada)).toEqual({
      questions: ['name on the badge', 'school', 'roles', 'consent', 'résumé'],
      required: true,
      print: 'no',
    });
    const answer = await ada.desk.post(ada.at, {
      preferredName: 'Ada',
      school: 'Gwinnett Tech',
      role1: 'CC-1',
      role2: 'CC-1',
      consent: 'all',
      resumeIntent: 'later',
    });
    expect([answer.status, answer.headers.location]).toEqual([303, `/desk/${fair.slug}`]);
    expect(await stored(ada._id)).toMatchObject({
      preferredName: 'Ada',
      school: 'Gwinnett Tech',
      roles: ['CC-1'],
      resumeIntent: 'later',
      putOff: [],
      searchKeys: expect.arrayContaining(['gwinnett', ada.badge.short.toLowerCase()]),
    });
    const records = await ConsentRecord.find({ registrationId: ada._id }).lean();
    expect(records).toMatchObject([{ choice: 'all', given: 'desk', withdrawnAt: null }]);
    expect((await offersTo(ada)).questions).toEqual([]);
    expect((await ada.desk.get(ada.at)).text).toContain('Nothing is left to ask');
  });

  it('may be left open, but for what must be answered', async () => {
    const ada = await letIn(steward);
    const refused = await ada.desk.post(ada.at, { preferredName: 'Ada "A"', school: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<a href="#school">Enter the school</a>');
    expect(refused.text).toContain('value="Ada &quot;A&quot;"');
    expect((await stored(ada._id)).preferredName).toBe('');
    expect((await ada.desk.post(ada.at, { school: 'Lanier Tech' })).status).toBe(303);
    expect((await offersTo(ada)).questions).toEqual([]);
    expect(await ConsentRecord.countDocuments({ registrationId: ada._id })).toBe(0);
    // Put off for the day, and asked again on the next.
    await Registration.updateOne({ _id: ada._id }, { $set: { 'putOff.$[].day': '2020-01-01' } });
    expect((await offersTo(ada)).questions).toEqual([
      'name on the badge',
      'roles',
      'consent',
      'résumé',
    ]);
  });

  it('lead to the badge where one is printed before anything else', async () => {
    await Fair.updateOne({ _id: fair._id }, { badgePrinting: 'once' });
    const printing = await harness.pairDevice(fair, 'supervisor', 'Badges');
    for (const desk of [printing, steward]) {
      const ada = await letIn(desk);
      const badge = desk === printing ? `/badges/${String(ada._id)}` : '';
      const answer = await ada.desk.post(ada.at, { school: 'Lanier Tech' });
      expect(answer.headers.location).toBe(`/desk/${fair.slug}${badge}`);
    }
  });

  it('that must be answered come back at each scan, until a supervisor puts them off', async () => {
    const ada = await letIn(steward);
    const refused = await ada.desk.post(`${ada.at}/put-off`);
    expect(refused.status).toBe(403);
    expect((await ada.desk.get(ada.at)).text).not.toContain('Put off for today');
    const again = await scanAt(supervisor, scanOf(ada.badge.token), harness);
    expect(again.outcome).toBe('already');
    const at = `/desk/${fair.slug}/checkins/${again.scanId}/questions`;
    expect((await supervisor.browser.get(at)).text).toContain('Put off for today');
    expect((await supervisor.browser.post(`${at}/put-off`)).status).toBe(303);
    expect(await offersTo(ada)).toMatchObject({ questions: [], required: false });
  });

  it('never keep anybody out, and change nothing that was not asked', async () => {
    await Fair.updateOne({ _id: fair._id }, { deskQuestions: everything.slice(0, 2) });
    const desk = await harness.pairDevice(fair, 'steward', 'West');
    const ada = await letIn(desk, { school: 'Gwinnett Tech', preferredName: 'Addie' });
    expect(await offersTo(ada)).toMatchObject({ questions: [] });
    const sent = { preferredName: 'X', school: 'Y', consent: 'all', role1: 'CC-6', name: 'Z' };
    await ada.desk.post(ada.at, sent);
    const { preferredName, school, roles, name } = await stored(ada._id);
    expect([preferredName, school, roles, name]).toEqual([
      'Addie',
      'Gwinnett Tech',
      ['CC-3'],
      ada.name,
    ]);
    expect(await Scan.countDocuments({ registrationId: ada._id, stands: true })).toBe(1);
  });

  it('are asked by the device that scanned, and by supervisors of the fair', async () => {
    const ada = await letIn(steward);
    const west = await harness.pairDevice(fair, 'steward', 'West');
    expect((await west.browser.get(ada.at)).status).toBe(404);
    expect((await west.browser.post(ada.at, { school: 'X' })).status).toBe(404);
    expect((await supervisor.browser.get(ada.at)).status).toBe(200);
    const elsewhere = await aFair({ deskQuestions: everything });
    const stranger = await harness.pairDevice(elsewhere, 'supervisor');
    expect((await stranger.browser.get(ada.at)).status).toBe(403);
    const moved = ada.at.replace(fair.slug, elsewhere.slug);
    expect((await stranger.browser.get(moved)).status).toBe(404);
    const kiosk = await harness.pairDevice(fair, 'kiosk', 'Lobby');
    expect((await kiosk.browser.get(ada.at)).status).toBe(403);
  });

  it('stand on the page that answers without script, and on that of a walk-in', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    const page = await steward.browser.post(`/desk/${fair.slug}/checkins`, {
      code: badge.short,
      nonce: 'n',
    });
    expect(page.text).toContain('Still to ask: name on the badge, school, consent, résumé.');
    expect(page.text).toMatch(/href="\/desk\/[^"]+\/questions">Ask now/);
    const answer = await supervisor.browser.post(
      `/desk/${fair.slug}/walk-ins`,
      person({ school: '' }),
    );
    const walkIn = await supervisor.browser.get(answer.headers.location!);
    expect(walkIn.text).toContain('Still to ask: name on the badge, school, résumé.');
  });
});
