import fc from 'fast-check';
import type {
  BoothPlace,
  BoothProblem,
  BoothSeeker,
} from '../../../../server/booths/engine/booth-problem.ts';

/** A1 … in rows of `columns`; each booth stands beside those left and right of it. */
export function aFloor(rows: number, columns: number, change: Partial<BoothPlace> = {}) {
  return Array.from({ length: rows * columns }, (_, at): BoothPlace => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const codeOf = (number: number) => `${String.fromCharCode(65 + row)}${number}`;
    const left = column > 0 ? [codeOf(column)] : [];
    const right = column < columns - 1 ? [codeOf(column + 2)] : [];
    const code = codeOf(column + 1);
    const neighbors = [...left, ...right];
    const plain = { power: false, accessible: false, premium: false };
    return { id: code, code, row, column, ...plain, neighbors, ...change };
  });
}

export const anEmployer = (id: string, change: Partial<BoothSeeker> = {}): BoothSeeker => ({
  id,
  name: id.toUpperCase(),
  tier: 'standard',
  needsPower: false,
  needsAccessible: false,
  wishes: [],
  notBeside: [],
  ...change,
});

/** A clock that ticks by one at every look, so that `searchMs` counts rounds. */
export function countingClock(): () => number {
  let looks = 0;
  return () => looks++;
}

const sometimes = (weight: number) =>
  fc.integer({ min: 1, max: 10 }).map((drawn) => drawn <= weight);

/** Halls of all kinds: with too few booths, with needs, tiers, feuds and pins, sensible or not. */
export function aProblem(most: { booths: number; employers: number; pins: boolean }) {
  return fc
    .record({
      booths: fc.integer({ min: 0, max: most.booths }),
      employers: fc.integer({ min: 0, max: most.employers }),
    })
    .chain((count) => {
      const codes = aFloor(3, 20).map(({ code }) => code);
      const floor = Array.from({ length: count.booths }, (_, at) => at);
      const crowd = Array.from({ length: count.employers }, (_, at) => at);
      const someBooth = fc.integer({ min: 0, max: most.booths }).map((at) => `b${at}`);
      const someEmployer = fc.integer({ min: 0, max: most.employers }).map((at) => `e${at}`);
      const booth = (at: number) =>
        fc.record<BoothPlace>({
          id: fc.constant(`b${at}`),
          code: fc.constant(codes[(at % 3) * 20 + Math.floor(at / 3)]!),
          row: fc.constant(at % 3),
          column: fc.constant(Math.floor(at / 3)),
          power: sometimes(6),
          accessible: sometimes(7),
          premium: sometimes(3),
          neighbors: fc.uniqueArray(someBooth, { maxLength: 3 }),
        });
      const employer = (at: number) =>
        fc.record<BoothSeeker>(
          {
            id: fc.constant(`e${at}`),
            name: fc.constant(`Employer ${at}`),
            tier: sometimes(2).map((premium) => (premium ? 'premium' : 'standard')),
            needsPower: sometimes(3),
            needsAccessible: sometimes(2),
            wishes: fc.uniqueArray(
              fc.constantFrom(...codes.slice(0, 4), 'A', 'b', 'C', 'C1', 'Z9'),
              {
                maxLength: 4,
              },
            ),
            notBeside: fc.uniqueArray(someEmployer, { maxLength: 3 }),
            ...(most.pins ? { pinnedBoothId: someBooth } : {}),
          },
          {
            requiredKeys: [
              'id',
              'name',
              'tier',
              'needsPower',
              'needsAccessible',
              'wishes',
              'notBeside',
            ],
          },
        );
      return fc.record<BoothProblem>({
        booths: fc.tuple(...floor.map(booth)),
        employers: fc.tuple(...crowd.map(employer)),
      });
    });
}
