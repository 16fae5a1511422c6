import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import { StaffCall } from '../../server/checkins/staff-call-model.ts';
import { changeBadgeText } from '../../server/fairs/badge-text.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { kioskScanOf as scan, pairKiosk, sendJson, type Kiosk } from './kiosk-support.ts';

const person = {
  name: 'Zelda <b> Hyrule',
  preferredName: 'Zee',
  program: 'Health informatics',
  school: 'North College',
};

describe('a kiosk that asks whether it is you', () => {
  let harness: Harness;
  let fair: FairFields;
  let kiosk: Kiosk;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    at = `/desk/${fair.slug}/kiosk`;
  });
  beforeEach(async () => {
    kiosk = await pairKiosk(harness, fair);
  });
  afterAll(() => harness.stop());

  const someone = (fields: object = {}) => aGraduate(fair, harness.deps, { ...person, ...fields });
  const json = async (path: string, body: object) =>
    (await sendJson(kiosk.browser, at + path, body)).body;
  const scans = () => Scan.countDocuments({ deviceId: kiosk.deviceId });

  it('shows name, program, school and badge before it lets anybody in', async () => {
    const { _id, badge } = await someone();
    const read = scan(badge.short);
    expect(await json('/readings', read)).toEqual({
      outcome: 'confirm',
      name: 'Zelda <b> Hyrule',
      program: 'Health informatics',
      school: 'North College',
      badge: 'Zee\nZelda <b> Hyrule\nHealth informatics',
    });
    expect(await scans()).toBe(0);
    await changeBadgeText(_id, { first: 'Z.', last: 'H.', line: '' });
    expect(await json('/readings', read)).toMatchObject({ badge: 'Z.\nH.' });
    expect(await json('/checkins', read)).toMatchObject({ outcome: 'ok', who: 'Zee' });
    expect(await json('/readings', scan(badge.token))).toMatchObject({ outcome: 'already' });
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
  });

  it('answers at once, and keeps, what cannot be let in', async () => {
    const canceled = await someone({ state: 'canceled' });
    const { badge: team } = await anEmployer(fair, harness.deps);
    const codes = [canceled.badge.token, team.short, '2222-2222', 'no badge'];
    const outcomes = [];
    for (const code of codes) outcomes.push((await json('/readings', scan(code))).outcome);
    expect(outcomes).toEqual(['pending', 'employer_code', 'unknown', 'unknown']);
    expect(await scans()).toBe(4);
  });

  it('tells nobody apart who tries codes out', async () => {
    const { badge } = await someone();
    for (let n = 0; n < 60; n += 1)
      await json('/readings', scan(`2222-2${String(n).padStart(3, '2')}`));
    expect(await json('/readings', scan(badge.short))).toEqual({
      outcome: 'pending',
      word: 'Please see our staff',
      who: '',
      more: 'Our staff will help you.',
    });
  });

  it('asks by a page without script, and forgets by the start page', async () => {
    const { badge } = await someone();
    const visitor = () => kiosk.browser.get(`${at}/visitor`);
    const read = { code: badge.short, nonce: 'page' };
    const sent = await kiosk.browser.post(`${at}/readings`, read);
    expect([sent.status, sent.headers.location]).toEqual([303, `${at}/visitor`]);
    expect(String(sent.headers['set-cookie'])).toMatch(
      /fairbridge_visit=[^;]+; Max-Age=20;.*HttpOnly/,
    );
    const page = await visitor();
    for (const text of ['Is this you?', 'Zelda &lt;b&gt; Hyrule', 'Health informatics', 'North'])
      expect(page.text).toContain(text);
    expect([page.headers['cache-control'], page.headers.refresh]).toEqual([
      'no-store',
      `20; url=${at}`,
    ]);
    expect(await scans()).toBe(0);
    await kiosk.browser.post(`${at}/checkins`, read);
    expect((await visitor()).text).toContain('You are checked in.');
    await kiosk.browser.get(at);
    const back = await visitor();
    expect([back.status, back.headers.location]).toEqual([303, at]);
  });

  it('calls staff for who is somebody else, and shows the details no longer', async () => {
    const { badge } = await someone();
    await kiosk.browser.post(`${at}/readings`, { code: badge.short, nonce: 'other' });
    const called = await kiosk.browser.post(`${at}/staff-calls`, { why: 'not-me' });
    expect(called.headers.location).toBe(at);
    expect((await kiosk.browser.get(at)).text).toContain('Our staff have been called.');
    expect((await kiosk.browser.get(`${at}/visitor`)).status).toBe(303);
    expect(await StaffCall.findOne({ deviceId: kiosk.deviceId }).lean()).toMatchObject({
      why: 'not-me',
    });
    expect(await scans()).toBe(0);
  });

  it('takes no cookie of another device for a visitor', async () => {
    const { badge } = await someone();
    await json('/checkins', scan(badge.short));
    const own = await Scan.findOne({ deviceId: kiosk.deviceId }).lean().orFail();
    const other = await harness.pairDevice(fair, 'kiosk', 'Hall');
    for (const forged of [
      JSON.stringify({ outcome: 'ok', scan: String(own._id) }),
      '{"outcome":"ok","scan":{"$ne":null}}',
      '{"code":{"$ne":null},"nonce":"n"}',
      '%',
    ]) {
      other.browser.setCookie('fairbridge_visit', encodeURIComponent(forged));
      const page = await other.browser.get(`${at}/visitor`);
      expect(page.status).toBeLessThan(400);
      expect(page.text).not.toContain('Zee');
    }
  });
});
