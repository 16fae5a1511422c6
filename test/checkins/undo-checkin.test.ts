import { Scan } from '../../server/checkins/scan-model.ts';
import { undoCheckin } from '../../server/checkins/undo-checkin.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { knownOf, scanAt, scanOf } from './door-support.ts';

describe('undoing an arrival', () => {
  let harness: Harness;
  let fair: FairFields;
  let steward: PairedBrowser;
  let other: PairedBrowser;
  let supervisor: PairedBrowser;
  let ahead = 0;
  beforeAll(async () => {
    harness = await startHarness({ fairNow: () => new Date(Date.now() + ahead) });
    fair = await aFair();
    steward = await harness.pairDevice(fair, 'steward', 'East 1');
    other = await harness.pairDevice(fair, 'steward', 'West 1');
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
  });
  afterAll(() => harness.stop());
  afterEach(() => (ahead = 0));

  async function arrival(device = steward) {
    const { badge, _id } = await aGraduate(fair, harness.deps);
    const { scanId } = await scanAt(device, scanOf(badge.token, { scannedAt: now() }), harness);
    return { badge, registrationId: String(_id), scanId: scanId! };
  }
  const now = () => new Date(Date.now() + ahead).toISOString();
  const undo = async (device: PairedBrowser, scanId: string, why = '') =>
    undoCheckin({ scanId, why }, await knownOf(device), harness.deps);

  it('lets a steward take back what the own device did last, within ten seconds', async () => {
    const { badge, scanId } = await arrival();
    expect(await undo(steward, scanId)).toMatchObject({ ok: true });
    const record = await Scan.findById(scanId).lean();
    expect(record).toMatchObject({
      stands: false,
      undone: { by: 'Val', deviceId: steward.deviceId, at: expect.any(Date) },
    });
    expect((await scanAt(other, scanOf(badge.token, { scannedAt: now() }), harness)).outcome).toBe(
      'ok',
    );
    expect(await Scan.countDocuments({ registrationId: record!.registrationId })).toBe(2);
  });

  it('refuses a steward anything else', async () => {
    const first = await arrival();
    const second = await arrival();
    expect(await undo(steward, first.scanId)).toMatchObject({ ok: false });
    expect(await undo(other, second.scanId)).toMatchObject({ ok: false });
    ahead = 10_500;
    expect(await undo(steward, second.scanId)).toMatchObject({ ok: false });
    for (const { scanId } of [first, second])
      expect(await Scan.findById(scanId).lean()).toMatchObject({ stands: true });
  });

  it('asks a supervisor for a reason, and keeps it', async () => {
    const { scanId } = await arrival();
    ahead = 60_000;
    expect(await undo(supervisor, scanId)).toMatchObject({
      ok: false,
      text: expect.stringMatching(/why/),
    });
    expect(await undo(supervisor, scanId, 'Wrong badge')).toMatchObject({ ok: true });
    expect(await Scan.findById(scanId).lean()).toMatchObject({ undone: { why: 'Wrong badge' } });
  });

  it('undoes once, however many press', async () => {
    const { scanId } = await arrival();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => undo(supervisor, scanId, 'Wrong person')),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is not revived by a scan that is older than the undo', async () => {
    const { badge, registrationId, scanId } = await arrival();
    const before = now();
    ahead = 5000;
    await undo(supervisor, scanId, 'Wrong person');
    const late = await scanAt(other, scanOf(badge.token, { scannedAt: before }), harness);
    expect(late).toMatchObject({ outcome: 'already', text: expect.stringContaining('undone') });
    expect(await Scan.exists({ registrationId, stands: true })).toBeNull();
    ahead = 6000;
    const fresh = await scanAt(other, scanOf(badge.token, { scannedAt: now() }), harness);
    expect(fresh.outcome).toBe('ok');
  });

  it('reaches no other fair, no refused scan and no stranger', async () => {
    const { scanId } = await arrival();
    const elsewhere = await harness.pairDevice(await aFair(), 'supervisor');
    expect(await undo(elsewhere, scanId, 'because')).toMatchObject({ ok: false });
    const refused = await scanAt(steward, scanOf('A'.repeat(22)), harness);
    expect(await undo(supervisor, refused.scanId!, 'because')).toMatchObject({ ok: false });
    const path = `/desk/${fair.slug}/checkins/${scanId}/undone`;
    expect((await harness.visitor().post(path)).status).toBe(403);
    expect((await steward.browser.post(`/desk/${fair.slug}/checkins/x/undone`)).status).toBe(422);
  });

  it('answers a form with a page and a script with JSON', async () => {
    const one = await arrival();
    const path = (scanId: string) => `/desk/${fair.slug}/checkins/${scanId}/undone`;
    const form = await steward.browser.post(path(one.scanId));
    expect([form.status, form.headers.location]).toEqual([303, `/desk/${fair.slug}`]);
    const again = await steward.browser.post(path(one.scanId)).set('Accept', 'application/json');
    expect([again.status, again.body.ok]).toEqual([409, false]);
    const two = await arrival(other);
    const byName = `/desk/${fair.slug}/arrivals/${two.registrationId}/undone`;
    expect((await other.browser.post(byName, { why: 'x' })).status).toBe(403);
    expect((await supervisor.browser.post(byName, { why: ' ' })).status).toBe(409);
    expect((await supervisor.browser.post(byName, { why: 'Left at once' })).status).toBe(303);
    expect(await Scan.findById(two.scanId).lean()).toMatchObject({ stands: false });
  });
});
