import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Zone } from '../../server/checkins/zone-model.ts';
import { ZoneRefusal } from '../../server/checkins/zone-refusal-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { scanAt, scanOf } from '../checkins/door-support.ts';
import { person } from '../checkins/walk-in-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

const asked = [
  { question: 'consent', required: false },
  { question: 'school', required: true },
] as FairFields['deskQuestions'];

describe('forged requests of a paired device', () => {
  let harness: Harness;
  let fair: FairFields;
  let steward: PairedBrowser;
  let help: PairedBrowser;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair({ deskQuestions: asked });
    steward = await harness.pairDevice(fair, 'steward');
    help = await harness.pairDevice(fair, 'supervisor', 'Help');
    at = `/desk/${fair.slug}`;
  });
  afterAll(() => harness.stop());

  const stored = (filter: object) => Registration.findOne(filter).lean().orFail();
  async function letIn(desk: PairedBrowser) {
    const someone = await aGraduate(fair, harness.deps, { school: '' });
    const { scanId } = await scanAt(desk, scanOf(someone.badge.token), harness);
    return { ...someone, scanId, questions: `${at}/checkins/${scanId}/questions` };
  }

  it('answer no questions by the scan of another desk or another fair', async () => {
    const { _id, questions } = await letIn(help);
    const other = await aFair({ deskQuestions: asked });
    const elsewhere = await harness.pairDevice(other, 'supervisor');
    const answers = { school: 'Forged', consent: 'all' };
    expect((await steward.browser.post(questions, answers)).status).toBe(404);
    expect((await steward.browser.post(`${questions}/put-off`, {})).status).toBe(404);
    expect((await elsewhere.browser.post(questions, answers)).status).toBe(403);
    const there = questions.replace(at, `/desk/${other.slug}`);
    expect((await elsewhere.browser.post(there, answers)).status).toBe(404);
    expect(await stored({ _id })).toMatchObject({ school: '', putOff: [] });
  });

  it('change nothing by a question that was not asked', async () => {
    const { _id, questions } = await letIn(steward);
    const forged = {
      preferredName: 'Forged',
      state: 'canceled',
      attention: 'Forged',
      email: 'forged@uni.example',
      role1: 'CC-1',
    };
    const { state, attention, email, preferredName, roles } = await stored({ _id });
    await steward.browser.post(questions, { school: 'Tech', ...forged });
    expect(await stored({ _id })).toMatchObject({
      school: 'Tech',
      state,
      attention,
      email,
      preferredName,
      roles,
    });
  });

  it('ask nothing once the arrival was undone', async () => {
    const { _id, scanId, questions } = await letIn(steward);
    await steward.browser.post(`${at}/checkins/${scanId}/undone`, { why: 'somebody else' });
    expect((await steward.browser.post(questions, { school: 'Tech', consent: 'all' })).status).toBe(
      404,
    );
    expect(await ConsentRecord.countDocuments({ registrationId: _id })).toBe(0);
  });

  it('finish no walk-in that was canceled, nor one of another fair', async () => {
    const fields = person({ name: 'Wanda Canceled' });
    const made = await help.browser.post(`${at}/walk-ins`, fields);
    const there = made.headers.location as string;
    const { _id } = await stored({ fairId: fair._id, name: fields.name });
    await Registration.updateOne({ _id }, { state: 'canceled' });
    await ConsentRecord.deleteMany({ registrationId: _id });
    await Badge.updateMany({ holderId: _id }, { revokedAt: new Date() });
    await help.browser.post(`${there}/completion`, { nonce: 'n1' });
    expect(await ConsentRecord.countDocuments({ registrationId: _id })).toBe(0);
    expect(await Badge.countDocuments({ holderId: _id, revokedAt: null })).toBe(0);
    const other = await aFair();
    const elsewhere = await harness.pairDevice(other, 'supervisor');
    const foreign = there.replace(at, `/desk/${other.slug}`);
    expect((await elsewhere.browser.get(foreign)).status).toBe(404);
    expect((await elsewhere.browser.post(`${foreign}/completion`, {})).status).toBe(404);
  });

  it.each(['search', 'walk-ins/alike', 'walk-ins', 'practice', 'heartbeat'])(
    'are no failure of the server at %s, whatever their shape',
    async (path) => {
      for (const body of [[1], [], { q: { $ne: 1 }, name: ['a'], nonce: {}, clockJump: 1e300 }]) {
        const sent = help.browser.postParts(`${at}/${path}`).type('json').send(body);
        expect((await sent).status).toBeLessThan(500);
      }
    },
  );

  it('keep nothing of a practice badge', async () => {
    const zone = await Zone.create({
      fairId: fair._id,
      name: 'Clinic',
      capacity: null,
      addedAt: new Date(),
    });
    for (const code of ['PRACT222', 'PRACTICE-badge-no-222-']) {
      await steward.browser.post(`${at}/checkins`, { code, nonce: code });
      await steward.browser.post(`${at}/zones/${String(zone._id)}/passes`, { code, nonce: code });
    }
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
    expect(await ZoneRefusal.countDocuments({ fairId: fair._id })).toBe(0);
  });

  it('bring no words of their own to a kiosk', async () => {
    const kiosk = await harness.pairDevice(fair, 'kiosk', 'Lobby');
    for (const lang of [
      '%22%3E%3Cscript%3E',
      '//evil.example',
      'es&lang=en',
      '__proto__',
      'constructor',
    ]) {
      const page = await kiosk.browser.get(`${at}/kiosk?lang=${lang}`);
      expect([page.status, page.text.includes('evil') || page.text.includes('"><script>')]).toEqual(
        [200, false],
      );
    }
    const called = await kiosk.browser.post(`${at}/kiosk/staff-calls?lang=//evil.example`, {});
    expect(called.headers.location).toBe(`${at}/kiosk`);
  });

  it('take a walk-in’s nonce from nobody else', async () => {
    const fields = person({ name: 'Wanda Owner', phone: '404 555 0101', email: '' });
    await help.browser.post(`${at}/walk-ins`, fields);
    const other = await aFair();
    const elsewhere = await harness.pairDevice(other, 'supervisor');
    await elsewhere.browser.post(`/desk/${other.slug}/walk-ins`, fields);
    const made = await Registration.find({ formNonce: fields.nonce }).lean();
    expect(made.map(({ fairId }) => String(fairId)).sort()).toEqual(
      [String(fair._id), String(other._id)].sort(),
    );
    const second = await help.browser.post(`${at}/walk-ins`, { ...fields, name: 'Mallory Other' });
    const { _id } = await stored({ fairId: fair._id, name: 'Mallory Other' });
    expect(second.headers.location).toBe(`${at}/walk-ins/${String(_id)}`);
  });
});
