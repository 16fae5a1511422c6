import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Device, type DeviceFields } from '../../server/checkins/device-model.ts';
import { preflightChecks, preflightWords } from '../../server/checkins/preflight-checks.ts';
import { revokeDevice } from '../../server/checkins/revoke-device.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

describe('the pre-flight of a device', () => {
  let harness: Harness;
  let fair: FairFields;
  let paired: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
  });
  beforeEach(async () => {
    fair = await aFair();
    paired = await harness.pairDevice(fair);
  });
  afterAll(() => harness.stop());

  const beat = (body: object, by = paired.browser) =>
    by.postParts(`/desk/${fair.slug}/heartbeat`).type('json').send(body);
  const stored = () => Device.findById(paired.deviceId).lean<DeviceFields>().orFail();
  const officeList = async () => {
    const organizer = await harness.signIn('organizer', fair);
    return (await organizer.get(`/fairs/${fair.slug}/desks`)).text;
  };

  it('names every check, and says without script what cannot be tried', async () => {
    const page = await paired.browser.get(`/desk/${fair.slug}/preflight`);
    expect(page.status).toBe(200);
    for (const { name } of preflightChecks) expect(page.text).toContain(`data-check="${name}"`);
    expect(page.text).toContain('Nothing can be tried without script');
    expect(page.text).toContain('TEST2ZY9');
    const paper = await paired.browser.get(`/desk/${fair.slug}/preflight/print`);
    expect([paper.status, paper.text.includes('TEST2ZY9')]).toEqual([200, true]);
    const ready = await paired.browser.get(`/desk/${fair.slug}`);
    expect(ready.text).toContain(`href="/desk/${fair.slug}/preflight"`);
  });

  it('is open to devices of this fair alone', async () => {
    const other = await harness.pairDevice(await aFair());
    for (const browser of [harness.visitor(), other.browser]) {
      expect((await browser.get(`/desk/${fair.slug}/preflight`)).status).toBe(403);
      expect((await browser.get(`/desk/${fair.slug}/preflight/print`)).status).toBe(403);
      expect((await beat({ pending: 1 }, browser)).status).toBe(403);
    }
    expect((await stored()).pending).toBe(0);
  });

  it('shows the organizer how it went, with battery and what waits to be handed in', async () => {
    expect(await officeList()).toContain('Not done');
    const checks = [
      { name: 'camera', state: 'fail' },
      { name: 'sound', state: 'look' },
      { name: 'line', state: 'ok' },
    ];
    const answer = await beat({ battery: 41.6, pending: 1234, checks });
    expect(answer.status).toBe(200);
    expect(Math.abs(Date.parse(answer.body.now) - Date.now())).toBeLessThan(2000);
    const list = await officeList();
    for (const text of ['Fails: Camera and light', '42 %', '1,234']) expect(list).toContain(text);
  });

  it('keeps what a later word leaves out', async () => {
    await beat({ battery: 80, pending: 3, checks: [{ name: 'line', state: 'ok' }] });
    await beat({ pending: 0 });
    expect(await stored()).toMatchObject({ battery: 80, pending: 0, checks: [{ name: 'line' }] });
    await beat({ battery: null });
    expect(await officeList()).toMatch(/data-label="Battery">–</);
  });

  it.each([
    { pending: -1 },
    { pending: 1.5 },
    { pending: { $gt: 0 } },
    { battery: 101 },
    { checks: [{ name: 'moon', state: 'ok' }] },
    { checks: [{ name: 'line', state: 'ok', html: '<b>' }] },
    { role: 'supervisor' },
  ])('refuses %j', async (body) => {
    expect([400, 422]).toContain((await beat(body)).status);
    expect(await stored()).toMatchObject({
      pending: 0,
      battery: null,
      checks: [],
      role: 'steward',
    });
  });

  it('hears from a revoked device that it has handed everything in, and lets it do nothing else', async () => {
    await beat({ pending: 5 });
    await revokeDevice({ fairId: fair._id, deviceId: paired.deviceId }, harness.deps);
    expect((await paired.browser.get(`/desk/${fair.slug}/preflight`)).status).toBe(403);
    expect((await beat({ pending: 0 })).status).toBe(200);
    expect((await stored()).pending).toBe(0);
  });

  it('shows when a device scanned last', async () => {
    expect(await officeList()).toContain('None yet');
    const { badge } = await aGraduate(fair, harness.deps);
    await paired.browser
      .post(`/desk/${fair.slug}/checkins`)
      .type('form')
      .send({ code: badge.short, nonce: 'one' });
    await harness.deps.background.settled();
    expect((await stored()).lastScanAt).toBeInstanceOf(Date);
    expect(await officeList()).not.toContain('None yet');
  });
});

describe('the words for a pre-flight', () => {
  const all = preflightChecks.map(({ name }) => ({ name, state: 'ok' }));
  it.each([
    [[], null],
    [all, { kind: 'go', text: '11 of 11 work' }],
    [all.slice(1), { kind: 'go', text: '10 of 11 work' }],
    [[{ name: 'clock', state: 'look' }], { kind: 'wait', text: 'Look at: Clock of this device' }],
    [
      [...all, { name: 'line', state: 'fail' }],
      { kind: 'stop', text: 'Fails: Line to the server' },
    ],
  ])('of %j', (checks, words) => expect(preflightWords(checks)).toEqual(words));
});
