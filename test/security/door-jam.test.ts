import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { doorQueue } from '../../public/js/door-queue.js';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

interface Kept {
  nonce: string;
  base: string;
  scan: object;
}

/** What a browser keeps, in memory. */
function keptInMemory() {
  const kept = new Map<string, Kept>();
  return {
    kept,
    keepScan: async (each: Kept) => void kept.set(each.nonce, each),
    dropScan: async (nonce: string) => void kept.delete(nonce),
    keptScans: async () => [...kept.values()],
  };
}

describe('codes that somebody shows to a desk without a line', () => {
  let harness: Harness;
  let fair: FairFields;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    jest.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
    // Node 20 has none; the queue asks it for locks, which not every browser has either.
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await harness.stop();
  });

  it.each([
    ['letters of three bytes', '漢'.repeat(1800)],
    ['letters of two bytes', 'Ж'.repeat(1470)],
    ['characters that JSON spells out', '\u0001'.repeat(2900)],
    ['plain ones', 'x'.repeat(2900)],
  ])('hold up none of its scans: %s', async (_, text) => {
    const { browser, deviceId } = await harness.pairDevice(fair);
    const { _id, badge } = await aGraduate(fair, harness.deps);
    const base = `/desk/${fair.slug}`;
    const store = keptInMemory();
    const post = async (path: string, body: object) => {
      const sent = await browser
        .post(base + path)
        .unset('Content-Type')
        .type('json')
        .set('Accept', 'application/json')
        .send(body);
      return { status: sent.status, body: sent.body };
    };
    const given = { store: store as never, base, post, onChange: () => {} };
    const queue = doorQueue(given);
    for (let n = 0; n < 40; n += 1)
      await queue.decide({ ...scanOf(`${n} ${text}`), told: 'unknown' });
    await queue.decide({ ...scanOf(badge.token), told: 'ok_offline' });
    await queue.handIn();
    expect(store.kept.size).toBe(0);
    expect(await Scan.countDocuments({ deviceId })).toBe(41);
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
  });
});
