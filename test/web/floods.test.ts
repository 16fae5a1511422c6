import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

/** Far more than one address may send in ten seconds without waiting. */
const FLOOD = 520;

describe('a flood from one address', () => {
  let harness: Harness;
  let fair: FairFields;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
  });
  afterAll(() => harness.stop());

  const timed = async (send: () => PromiseLike<{ status: number }>) => {
    const began = performance.now();
    const { status } = await send();
    return { status, ms: performance.now() - began };
  };

  it('is slowed and not refused, while pages and devices behind the same address are not', async () => {
    const browser = harness.visitor();
    const east = await harness.pairDevice(fair);
    const form = () => timed(() => browser.post('/sign-in', { email: 'no address' }));
    const scan = () =>
      timed(() => east.browser.post(`/desk/${fair.slug}/checkins`, { code: '', nonce: 'n' }));

    const calm = await form();
    const flood = await Promise.all(Array.from({ length: FLOOD }, form));
    const [late, scanned, page] = await Promise.all([
      form(),
      scan(),
      timed(() => browser.get('/sign-in')),
    ]);

    expect([calm.status, ...new Set(flood.map(({ status }) => status)), late.status]).toEqual([
      422, 422, 422,
    ]);
    expect(calm.ms).toBeLessThan(1000);
    expect(late.ms).toBeGreaterThan(1200);
    expect([scanned.status, page.status]).toEqual([422, 200]);
    expect(Math.max(scanned.ms, page.ms)).toBeLessThan(late.ms - 500);
  });
});
