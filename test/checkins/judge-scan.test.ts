import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { doorsAt } from '../../server/checkins/admission.ts';
import type { FoundBadge } from '../../server/checkins/find-holder.ts';
import { findHolder } from '../../server/checkins/find-holder.ts';
import { judgeScan } from '../../server/checkins/judge-scan.ts';
import type { DoorScan } from '../../server/checkins/scan.ts';
import { wallClock } from '../../server/fairs/fair-time.ts';
import { personKeysOf } from '../../server/graduates/person-words.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('what a scan comes to when another device stored one between the joins of its read', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  /** The read of somebody who is here, as it is when only its second join has seen the arrival. */
  async function seenByKeysAlone(): Promise<{
    found: FoundBadge;
    scan: DoorScan;
    verdict(): string;
  }> {
    const fair = await aFair();
    const person = { name: 'Robin Vale', school: 'Lanier Tech' };
    const graduate = await aGraduate(fair, harness.deps, {
      ...person,
      personKeys: personKeysOf(person),
    });
    const desk = await harness.pairDevice(fair, 'steward', 'East');
    await scanAt(desk, scanOf(graduate.badge.token), harness);
    const now = harness.deps.fairNow();
    const day = wallClock(now, fair.timeZone).date;
    const found = await findHolder({ holderId: graduate._id }, { fairId: fair._id, day });
    found!.registration[0]!.arrivals = [];
    const scan = { find: { holderId: graduate._id }, scannedAt: now } as unknown as DoorScan;
    const doors = doorsAt(fair, now, harness.deps.now());
    return { found: found!, scan, verdict: () => judgeScan(scan, found, doors).answer.outcome };
  }

  it('is that they are here already, not that somebody like them is', async () => {
    const { found, verdict } = await seenByKeysAlone();
    expect(found.registration[0]!.alike).toHaveLength(1);
    expect(verdict()).toBe('already');
  });

  it('stays a possible duplicate when it is of somebody else', async () => {
    const { found, verdict } = await seenByKeysAlone();
    found.registration[0]!.alike[0]!.registrationId = new Types.ObjectId();
    expect(verdict()).toBe('possible_duplicate');
  });
});
