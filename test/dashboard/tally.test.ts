import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Types } from 'mongoose';
import { Scan } from '../../server/checkins/scan-model.ts';
import { arrivalsTally } from '../../server/dashboard/arrivals-tally.ts';
import { startHarness, type Harness } from '../support/harness.ts';

type Step =
  | { do: 'scan'; ok: boolean; desk: number; after: number }
  | { do: 'undo'; which: number }
  | { do: 'move'; which: number; desk: number; by: number }
  | { do: 'read' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('scan' as const),
      ok: fc.boolean(),
      desk: fc.nat(2),
      after: fc.nat(40_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      which: fc.nat(50),
      desk: fc.nat(2),
      by: fc.nat(900_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
);

describe('the tally of a day', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('equals the store after any order of scans, undoings and readings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const fairId = new Types.ObjectId();
        const desks = [0, 1, 2].map(() => new Types.ObjectId());
        const tally = arrivalsTally(fairId, '2027-03-13');
        let at = Date.parse('2027-03-13T14:00:00Z');
        for (const each of steps) {
          if (each.do === 'read') await tally.read();
          if (each.do === 'scan') {
            at += each.after;
            await Scan.create({
              fairId,
              day: '2027-03-13',
              deskId: desks[each.desk],
              deviceId: fairId,
              nonce: String(new Types.ObjectId()),
              subject: 'x',
              mode: 'camera',
              outcome: each.ok ? 'ok' : 'unknown',
              answer: {},
              scannedAt: new Date(at),
              receivedAt: new Date(at),
              ...(each.ok
                ? { registrationId: new Types.ObjectId(), segment: 's', stands: true }
                : {}),
            });
          }
          if (each.do === 'move') {
            const standing = await Scan.find({ fairId, stands: true }).sort({ _id: 1 }).lean();
            const chosen = standing[each.which % Math.max(1, standing.length)];
            const earlier = {
              at: new Date(
                (chosen?.earlier?.at ?? chosen?.scannedAt ?? new Date()).getTime() - each.by - 1,
              ),
              deskId: desks[each.desk]!,
              desk: 'x',
              movedAt: new Date(at),
            };
            if (chosen) await Scan.updateOne({ _id: chosen._id }, { earlier });
          }
          if (each.do === 'undo') {
            const standing = await Scan.find({ fairId, stands: true }).sort({ _id: 1 }).lean();
            const chosen = standing[each.which % Math.max(1, standing.length)];
            if (chosen)
              await Scan.updateOne(
                { _id: chosen._id },
                { stands: false, undone: { at: new Date(at), by: 'x', why: '' } },
              );
          }
        }
        const found = await tally.read();
        const all = await Scan.find({ fairId }).lean();
        const standing = all.filter((scan) => scan.stands);
        expect(found.arrived).toBe(standing.length);
        expect([...found.byDesk.values()].reduce((sum, desk) => sum + desk.arrived, 0)).toBe(
          standing.length,
        );
        expect([...found.byFive.values()].reduce((sum, count) => sum + count, 0)).toBe(
          standing.length,
        );
        expect(found.refused.get('unknown') ?? 0).toBe(
          all.filter((scan) => scan.outcome === 'unknown').length,
        );
        for (const [deskId, { arrived, byFive }] of found.byDesk) {
          expect([...byFive.values()].reduce((sum, count) => sum + count, 0)).toBe(arrived);
          expect(arrived).toBe(
            standing.filter((scan) => String((scan.earlier ?? scan).deskId) === deskId).length,
          );
        }
        expect(found.lastRefused.map(({ id }) => id)).toEqual(
          all
            .filter((scan) => scan.outcome === 'unknown')
            .sort(
              (a, b) =>
                b.scannedAt.getTime() - a.scannedAt.getTime() ||
                (String(a._id) < String(b._id) ? 1 : -1),
            )
            .slice(0, 10)
            .map(({ _id }) => String(_id)),
        );
        expect(found.pace.at(new Date(at)).scans).toBe(
          all.filter((scan) => minuteOf(scan.scannedAt) > minuteOf(new Date(at)) - 5).length,
        );
      }),
      { numRuns: 60 },
    );
  });
});

const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000);
