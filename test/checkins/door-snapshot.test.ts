import { Registration } from '../../server/graduates/registration-model.ts';
import { hashOf } from '../../server/web/tokens.ts';
import type { Snapshot } from '../../public/js/door-list.js';
import { undoCheckin } from '../../server/checkins/undo-checkin.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { replaceBadge } from '../../server/fairs/issue-badge.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { knownOf, scanAt, scanOf } from './door-support.ts';

describe('what a device decides by without a line', () => {
  let harness: Harness;
  let fair: FairFields;
  let steward: PairedBrowser;
  let supervisor: PairedBrowser;
  let real: () => Date;
  let later = 0;
  beforeAll(async () => {
    harness = await startHarness();
    real = harness.deps.now;
    // Badges are read anew every twenty seconds: the tests do not wait for them.
    harness.deps.now = () => new Date(real().getTime() + later);
    fair = await aFair();
    steward = await harness.pairDevice(fair, 'steward', 'East 1');
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
  });
  afterAll(() => harness.stop());

  async function read(since = '', device = steward): Promise<Snapshot> {
    later += 21_000;
    const answer = await device.browser.getJson(`/desk/${fair.slug}/snapshot.json?since=${since}`);
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    return answer.body;
  }

  it('holds hashes, the preferred name and what is said at the door, and nothing else of a person', async () => {
    const { _id, badge } = await aGraduate(fair, harness.deps, {
      name: 'Guadalupe Secretname',
      preferredName: 'Lupe',
      email: 'hidden@mail.example',
      phone: '404 555 0199',
      school: 'Hidden College',
      attention: 'Green folder',
    });
    const snapshot = await read();
    expect(snapshot).toMatchObject({ whole: true, desk: 'East 1', speed: 1, gone: [] });
    expect(snapshot.doors).toMatchObject({ fairId: String(fair._id), live: true });
    const row = snapshot.badges.find(({ holder }) => holder === String(_id))!;
    expect(row).toEqual({
      id: expect.any(String),
      token: hashOf(badge.token),
      short: hashOf(badge.short),
      holder: String(_id),
      name: 'Lupe',
      replaced: false,
      state: 'active',
      reason: '',
      days: fair.days.map(({ date }) => date),
      attention: 'Green folder',
    });
    const { segment } = await Registration.findById(_id).orFail();
    const text = JSON.stringify(snapshot);
    for (const secret of ['Secretname', 'hidden@', '0199', 'Hidden College', segment, badge.token])
      expect(text).not.toContain(secret);
  });

  it('sends only what has changed since', async () => {
    const [one, two] = [await aGraduate(fair, harness.deps), await aGraduate(fair, harness.deps)];
    const first = await read();
    expect(await read(first.version)).toMatchObject({ whole: false, badges: [], arrivals: [] });

    const scan = await scanAt(supervisor, scanOf(one.badge.token), harness);
    await Registration.updateOne({ _id: two._id }, { state: 'canceled', cancelReason: 'Moved' });
    const second = await read(first.version);
    expect(second.badges).toMatchObject([{ holder: String(two._id), state: 'canceled' }]);
    expect(second.arrivals).toEqual([
      { holder: String(one._id), at: expect.any(Number), desk: 'Help' },
    ]);

    const why = { scanId: scan.scanId!, why: 'wrong person' };
    await undoCheckin(why, await knownOf(supervisor), harness.deps);
    const third = await read(second.version);
    expect(third.arrivals).toEqual([{ ...second.arrivals[0], until: expect.any(Number) }]);
    expect((await read('another.4.0')).whole).toBe(true);
  });

  it('tells a replaced badge from its new one, and knows teams and whether they are here', async () => {
    const { _id } = await aGraduate(fair, harness.deps);
    const holder = { fairId: fair._id, kind: 'graduate' as const, holderId: _id };
    await replaceBadge(holder, harness.deps);
    const { representativeId } = await anEmployer(fair, harness.deps);
    const { badges } = await read();
    const own = badges.filter((each) => each.holder === String(_id));
    expect(own.map(({ replaced }) => replaced).sort()).toEqual([false, true]);
    const team = badges.find((each) => each.holder === String(representativeId));
    expect(team).toMatchObject({ state: 'accepted', team: { removed: false, arrived: false } });
  });

  it('is for devices of this fair whose access stands', async () => {
    const at = `/desk/${fair.slug}/snapshot.json`;
    const elsewhere = await harness.pairDevice(await aFair());
    const ended = await harness.pairDevice(fair, 'steward', 'Old');
    const { revokeDevice } = await import('../../server/checkins/revoke-device.ts');
    await revokeDevice({ fairId: fair._id, deviceId: ended.deviceId }, harness.deps);
    for (const browser of [harness.visitor(), elsewhere.browser, ended.browser])
      expect((await browser.get(at)).status).toBe(403);
  });
});
