import type { FairFields } from '../../server/fairs/fair-model.ts';
import { silentPublisher } from '../../server/live/live-publisher.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf, storeTripsOf } from './door-support.ts';

describe('how often a scan asks the store', () => {
  let harness: Harness;
  let fair: FairFields;
  let east: PairedBrowser;
  let west: PairedBrowser;
  beforeAll(async () => {
    const started = await startHarness();
    // Without the feed, which counts beside the scans.
    harness = { ...started, deps: { ...started.deps, live: silentPublisher() } };
    fair = await aFair();
    east = await harness.pairDevice(fair, 'steward', 'East 1');
    west = await harness.pairDevice(fair, 'steward', 'West 1');
    // Devices are known for a second after their first scan.
    await Promise.all([east, west].map((device) => scanAt(device, scanOf('none'), harness)));
  });
  afterAll(() => harness.stop());

  /** What concerns the device itself is not the scan's: it is read once a second, and noted as seen twice a minute. */
  const tripsOf = async (work: () => Promise<unknown>) => {
    const trips = await storeTripsOf(work);
    return trips.filter((trip) => !/^(devices|desks|fairs)\.(findOne|updateOne)$/.test(trip));
  };
  const scan = (code: string) => tripsOf(() => scanAt(east, scanOf(code), harness));
  const readAndWrite = ['badges.aggregate', 'scans.insertOne'];

  it('twice: one read of everything and one insert', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    const pending = await aGraduate(fair, harness.deps, { state: 'pending' });
    const employer = await anEmployer(fair, harness.deps);
    expect(await scan(badge.token)).toEqual(readAndWrite);
    expect(await scan(badge.short)).toEqual(readAndWrite);
    expect(await scan(pending.badge.token)).toEqual(readAndWrite);
    expect(await scan(employer.badge.token)).toEqual(readAndWrite);
    expect(await scan('B'.repeat(22))).toEqual(readAndWrite);
    expect(await scan('no badge at all')).toEqual(['scans.insertOne']);
  });

  it('once for an admission whose answer was lost', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    const message = scanOf(badge.token);
    await scanAt(east, message, harness);
    expect(await tripsOf(() => scanAt(east, message, harness))).toEqual(['badges.aggregate']);
  });

  it('four times at most for the one that was slower', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { badge } = await aGraduate(fair, harness.deps);
      const both = await tripsOf(() =>
        Promise.all([
          scanAt(east, scanOf(badge.token), harness),
          scanAt(west, scanOf(badge.token), harness),
        ]),
      );
      expect(both.length).toBeGreaterThanOrEqual(4);
      // The one that was faster asks twice, the other four times; more are shown by name.
      expect(both.length > 2 + 4 ? both : []).toEqual([]);
    }
  });
});
