import { Enrollment } from '../../server/employers/enrollment-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { replaceBadge, revokeBadge } from '../../server/fairs/issue-badge.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { markEmployerArrived } from '../../server/checkins/mark-employer-arrived.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { byName, knownOf, scanAt, scanOf } from './door-support.ts';

describe('scanning a badge', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    east = await harness.pairDevice(fair, 'steward', 'East 1');
  });
  afterAll(() => harness.stop());

  it('admits by the QR code, the short code and whatever case it was typed in', async () => {
    for (const read of [
      (badge: { token: string }) => badge.token,
      (badge: { short: string }) => badge.short,
      ({ short }: { short: string }) =>
        ` ${short.slice(0, 4).toLowerCase()}-${short.slice(4).toLowerCase()} `,
    ]) {
      const { badge, _id } = await aGraduate(fair, harness.deps, { preferredName: 'Ada' });
      const answer = await scanAt(east, scanOf(read(badge as never)), harness);
      expect(answer).toMatchObject({ outcome: 'ok', name: 'Ada' });
      const stored = await Scan.findById(answer.scanId).lean();
      expect(stored).toMatchObject({ registrationId: _id, stands: true, outcome: 'ok' });
    }
  });

  it('says when and where somebody came first', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    const west = await harness.pairDevice(fair, 'steward', 'West 1');
    const first = await scanAt(west, scanOf(badge.token), harness);

    const second = await scanAt(east, scanOf(badge.token), harness);

    const arrival = await Scan.findById(first.scanId).lean();
    expect(second).toMatchObject({
      outcome: 'already',
      since: arrival!.scannedAt.toISOString(),
      desk: 'West 1',
    });
  });

  it('passes on what the organizer wants said', async () => {
    const { badge } = await aGraduate(fair, harness.deps, { attention: 'Speaks at 11:00' });
    expect(await scanAt(east, scanOf(badge.token), harness)).toMatchObject({
      outcome: 'ok_attention',
      text: 'Speaks at 11:00',
    });
  });

  it.each([
    ['pending', { state: 'pending' as const }, /waits for a place/i],
    ['canceled', { state: 'canceled' as const, cancelReason: 'Left town' }, /^Left town$/],
    ['wrong_day', { days: ['2020-02-03'] }, /Monday, February 3/],
  ])('refuses as %s and keeps the scan', async (outcome, fields, text) => {
    const { badge, _id } = await aGraduate(fair, harness.deps, fields);
    const answer = await scanAt(east, scanOf(badge.token), harness);
    expect(answer).toMatchObject({ outcome, text: expect.stringMatching(text) });
    const [stored, ...more] = await Scan.find({ registrationId: _id }).lean();
    expect(more).toEqual([]);
    expect(stored).toMatchObject({ outcome, deviceId: east.deviceId });
    expect(stored).not.toHaveProperty('stands');
  });

  it('refuses a badge of another fair without saying whose it is', async () => {
    const { badge } = await aGraduate(await aFair(), harness.deps, { preferredName: 'Zoe' });
    const answer = await scanAt(east, scanOf(badge.token), harness);
    expect(answer.outcome).toBe('wrong_fair');
    expect(JSON.stringify(answer)).not.toContain('Zoe');
  });

  it('refuses everybody while the fair is not live', async () => {
    const open = await aFair({ state: 'open' });
    const { badge } = await aGraduate(open, harness.deps);
    const device = await harness.pairDevice(open);
    expect(await scanAt(device, scanOf(badge.token), harness)).toMatchObject({
      outcome: 'wrong_day',
      text: expect.stringContaining('not live'),
    });
  });

  it('tells a replaced badge from an unknown code', async () => {
    const graduate = await aGraduate(fair, harness.deps);
    const holder = { fairId: fair._id, kind: 'graduate' as const, holderId: graduate._id };
    const newer = await replaceBadge(holder, harness.deps);
    const outcomeOf = async (code: string) => (await scanAt(east, scanOf(code), harness)).outcome;
    expect(await outcomeOf(graduate.badge.token)).toBe('revoked_code');
    expect(await outcomeOf('A'.repeat(22))).toBe('unknown');
    expect(await outcomeOf('BEGIN:VCARD\nFN:Somebody')).toBe('unknown');
    expect(await outcomeOf(newer.token)).toBe('ok');
    expect(await Scan.countDocuments({ fairId: fair._id, outcome: 'unknown' })).toBe(2);
  });

  it('knows a representative, and whether the team is here', async () => {
    const { badge, enrollment } = await anEmployer(fair, harness.deps);
    const scan = async () => scanAt(east, scanOf(badge.token), harness);
    const expected = { outcome: 'employer_code', name: enrollment.employerName };
    const enrollmentId = String(enrollment._id);
    expect(await scan()).toMatchObject({ ...expected, enrollmentId, employerArrived: false });
    const known = await knownOf(east);
    expect(await markEmployerArrived(enrollmentId, known, harness.deps)).toMatchObject({
      outcome: 'here',
    });
    expect(await markEmployerArrived(enrollmentId, known, harness.deps)).toMatchObject({
      outcome: 'already',
    });
    expect(await scan()).toMatchObject({ ...expected, employerArrived: true });
  });

  it('turns away representatives who are not coming, or no longer on the team', async () => {
    const [declined, removed] = [
      await anEmployer(fair, harness.deps),
      await anEmployer(fair, harness.deps),
    ];
    await Enrollment.updateOne({ _id: declined.enrollment._id }, { state: 'declined', reason: '' });
    await revokeBadge(declined.representativeId, harness.deps);
    await Representative.updateOne({ _id: removed.representativeId }, { removedAt: new Date() });
    expect(await scanAt(east, scanOf(declined.badge.token), harness)).toMatchObject({
      outcome: 'canceled',
      text: expect.stringContaining('declined'),
    });
    expect((await scanAt(east, scanOf(removed.badge.token), harness)).outcome).toBe('revoked_code');
  });

  it('holds a possible duplicate until a supervisor has looked', async () => {
    const supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    const personKeys = ['ada okafor|gwinnett tech'];
    const first = await aGraduate(fair, harness.deps, { personKeys });
    const second = await aGraduate(fair, harness.deps, { personKeys });
    await scanAt(east, scanOf(first.badge.token), harness);
    const again = (device: PairedBrowser, confirmed: boolean) =>
      scanAt(device, scanOf(second.badge.token, { confirmed }), harness);
    expect(await again(east, false)).toMatchObject({
      outcome: 'possible_duplicate',
      desk: 'East 1',
    });
    expect((await again(east, true)).outcome).toBe('possible_duplicate');
    expect((await again(supervisor, true)).outcome).toBe('ok');
  });

  it('lets a supervisor, and nobody else, check in somebody without a badge', async () => {
    const supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    const { _id } = await aGraduate(fair, harness.deps);
    expect((await scanAt(east, byName(_id), harness)).outcome).toBe('error');
    expect(await Registration.exists({ _id })).not.toBeNull();
    expect(await Scan.exists({ registrationId: _id })).toBeNull();
    expect((await scanAt(supervisor, byName(_id), harness)).outcome).toBe('ok');
  });

  it('lets a scan stand that was made before the fair closed', async () => {
    const closing = await aFair();
    const { badge } = await aGraduate(closing, harness.deps);
    const scannedAt = new Date(Date.now() - 20_000).toISOString();
    const closedAt = new Date(Date.now() - 10_000);
    await Fair.updateOne({ _id: closing._id }, { state: 'closed', closedAt });
    const device = await harness.pairDevice(closing);
    const late = await aGraduate(closing, harness.deps);
    expect((await scanAt(device, scanOf(late.badge.token), harness)).outcome).toBe('wrong_day');
    expect((await scanAt(device, scanOf(badge.token, { scannedAt }), harness)).outcome).toBe('ok');
  });

  it('stops a device that tries codes out, and no other', async () => {
    const guesser = await harness.pairDevice(fair, 'steward', 'Lost');
    const { badge } = await aGraduate(fair, harness.deps);
    for (let i = 0; i < 60; i += 1)
      expect((await scanAt(guesser, scanOf(`guess ${i}`), harness)).outcome).toBe('unknown');
    expect((await scanAt(guesser, scanOf(badge.token), harness)).outcome).toBe('error');
    expect((await scanAt(east, scanOf(badge.token), harness)).outcome).toBe('ok');
  });
});
