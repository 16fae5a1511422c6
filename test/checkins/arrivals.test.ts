import { countArrivals, arrivalTimes } from '../../server/checkins/arrivals.ts';
import { teamsOfDay } from '../../server/checkins/employer-desk.ts';
import { markEmployerArrived } from '../../server/checkins/mark-employer-arrived.ts';
import { undoCheckin } from '../../server/checkins/undo-checkin.ts';
import { wallClock } from '../../server/fairs/fair-time.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { knownOf, scanAt, scanOf } from './door-support.ts';

describe('figures of the door', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('counts arrivals that stand, each person once, and knows who is here', async () => {
    const fair = await aFair();
    const { date } = wallClock(new Date(), fair.timeZone);
    const east = await harness.pairDevice(fair, 'steward', 'East 1');
    const west = await harness.pairDevice(fair, 'supervisor', 'West 1');
    const graduates = [];
    for (let i = 0; i < 5; i += 1) graduates.push(await aGraduate(fair, harness.deps));
    for (const [i, { badge }] of graduates.entries())
      await scanAt(i < 3 ? east : west, scanOf(badge.token), harness);
    await scanAt(east, scanOf(graduates[0]!.badge.token), harness);
    await scanAt(east, scanOf('A'.repeat(22)), harness);
    await scanAt(east, scanOf(graduates[1]!.badge.token), harness);
    const undo = { registrationId: String(graduates[4]!._id), why: 'Left at once' };
    expect(await undoCheckin(undo, await knownOf(west), harness.deps)).toMatchObject({ ok: true });

    expect(await countArrivals(fair._id, date)).toBe(4);
    expect(await countArrivals(fair._id, null)).toBe(4);
    expect(await countArrivals(fair._id, '2020-01-01')).toBe(0);
    const here = await arrivalTimes(
      graduates.map(({ _id }) => _id),
      date,
    );
    expect([...here.keys()].sort()).toEqual(
      graduates
        .slice(0, 4)
        .map(({ _id }) => String(_id))
        .sort(),
    );
  });

  it('lists accepted employers with their arrival', async () => {
    const fair = await aFair();
    const { date } = wallClock(new Date(), fair.timeZone);
    const device = await harness.pairDevice(fair);
    const one = await anEmployer(fair, harness.deps, { employerName: 'Beta Clinic' });
    await anEmployer(fair, harness.deps, { employerName: 'Alpha Health' });
    await anEmployer(fair, harness.deps, { employerName: 'Gone', state: 'canceled' });
    await markEmployerArrived(String(one.enrollment._id), await knownOf(device), harness.deps);
    expect(await teamsOfDay(fair._id, date)).toMatchObject([
      { name: 'Alpha Health', state: 'expected', since: null },
      { name: 'Beta Clinic', state: 'arrived', since: expect.any(Date) },
    ]);
  });
});
