import { Badge } from '../../server/fairs/badge-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { replaceBadge } from '../../server/fairs/issue-badge.ts';
import { recordPrint } from '../../server/fairs/record-print.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('printing a badge at a desk', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  let door: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    east = await harness.pairDevice(fair, 'supervisor', 'East 2');
    door = `/desk/${fair.slug}`;
  });
  afterAll(() => harness.stop());

  const someone = (fields: object = {}) => aGraduate(fair, harness.deps, fields);
  const badgeOf = (holderId: unknown) =>
    Badge.findOne({ holderId: holderId as never, revokedAt: null })
      .lean()
      .orFail();
  const print = (holderId: unknown, fields: object = {}) =>
    east.browser.post(`${door}/badges/${String(holderId)}/prints`, { size: '62mm', ...fields });

  it('records when, where and on what, and leads to the paper', async () => {
    const { _id } = await someone();
    const answer = await print(_id);
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `${door}/badges/${String(_id)}/paper?size=62mm`,
    ]);
    const { prints, printedAt } = await badgeOf(_id);
    expect(prints).toMatchObject([{ size: '62mm', by: 'East 2', deskId: east.deskId, reason: '' }]);
    expect(printedAt).toEqual(prints[0]!.at);
    const paper = await east.browser.get(answer.headers.location!);
    expect(paper.text).toContain('badge-sheet--62mm');
    expect(paper.text).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/);
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);
    expect((await east.browser.get(`${door}/badges/${String(_id)}`)).text).toMatch(
      /value="62mm" checked/,
    );
  });

  it('says where it was printed last and asks why, before it is printed again', async () => {
    const { _id } = await someone();
    await print(_id);
    const page = await east.browser.get(`${door}/badges/${String(_id)}`);
    expect(page.text).toMatch(/Printed at \d{1,2}:\d\d [AP]M, East 2\./);
    const bare = await print(_id);
    expect([bare.status, bare.text]).toEqual([
      422,
      expect.stringContaining('Choose why it is printed again'),
    ]);
    expect((await print(_id, { reason: 'because' })).status).toBe(422);
    expect((await badgeOf(_id)).prints).toHaveLength(1);
    expect((await print(_id, { reason: 'Damaged' })).status).toBe(303);
    expect((await badgeOf(_id)).prints.map(({ reason }) => reason)).toEqual(['', 'Damaged']);
  });

  it('lets one of two desks print it for the first time', async () => {
    const { _id } = await someone();
    const printing = { size: 'a6' as const, by: 'East', reason: '' };
    const both = await Promise.all(
      ['East', 'West'].map((by) => recordPrint(_id, { ...printing, by }, harness.deps)),
    );
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['printed', 'why']);
    expect((await badgeOf(_id)).prints).toHaveLength(1);
  });

  it('keeps other words on the badge, not on the person, and in the next version too', async () => {
    const { _id, name } = await someone({ name: 'Jon Smyth' });
    const at = `${door}/badges/${String(_id)}`;
    const words = { first: 'John “J” <b>', last: 'Smith', line: 'Nurse' };
    expect((await east.browser.post(`${at}/text`, words)).status).toBe(303);
    const page = await east.browser.get(`${at}/paper`);
    expect(page.text).toContain('John “J” &lt;b&gt;</p>');
    expect(await Registration.findById(_id).lean()).toMatchObject({ name, preferredName: '' });
    await replaceBadge({ fairId: fair._id, kind: 'graduate', holderId: _id }, harness.deps);
    expect((await badgeOf(_id)).text).toEqual(words);
    expect((await badgeOf(_id)).prints).toEqual([]);
    expect((await east.browser.post(`${at}/text`, { first: '  ' })).status).toBe(422);
    await east.browser.post(`${at}/text-reset`);
    expect((await badgeOf(_id)).text).toBeNull();
    expect((await east.browser.get(`${at}/paper`)).text).toContain('Jon</p>');
  });

  it('is one step from the answer to a scan', async () => {
    const { _id, badge } = await someone();
    const { scanId } = await scanAt(east, scanOf(badge.token), harness);
    const answer = await east.browser.post(`${door}/checkins`, { code: badge.short, nonce: 'n1' });
    expect(answer.text).toMatch(/checkins\/[0-9a-f]{24}\/badge/);
    const step = await east.browser.get(`${door}/checkins/${scanId}/badge`);
    expect(step.headers.location).toBe(`${door}/badges/${String(_id)}`);
  });

  it('prints a representative’s badge with the employer on it', async () => {
    const { representativeId } = await anEmployer(fair, harness.deps, { employerName: 'Oconee' });
    const page = await east.browser.get(`${door}/badges/${String(representativeId)}/paper`);
    expect(page.text).toContain('badge--employer');
    expect(page.text).toContain('<p class="badge__line">Oconee</p>');
    expect(page.text).toContain('<p class="badge__band">Employer</p>');
  });

  it('is for supervisors, and for people of this fair who are coming', async () => {
    const { _id } = await someone();
    const steward = await harness.pairDevice(fair, 'steward');
    expect((await steward.browser.get(`${door}/badges/${String(_id)}`)).status).toBe(403);
    const canceled = await someone({ state: 'canceled' });
    const elsewhere = await aGraduate(await aFair(), harness.deps);
    for (const other of [canceled, elsewhere]) {
      expect((await print(other._id)).status).toBe(404);
      expect((await badgeOf(other._id)).prints).toEqual([]);
    }
    const gone = await someone();
    await Badge.updateMany({ holderId: gone._id }, { revokedAt: new Date() });
    expect((await print(gone._id)).status).toBe(409);
  });
});
