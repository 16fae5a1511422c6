import { numbersOf, type Numbers } from '../../../server/booths/assignment/numbers.ts';
import { planBooths } from '../../../server/booths/assignment/plan-booths.ts';
import type { AssignmentProblem } from '../../../server/booths/assignment/problem.ts';
import { fillBooth, seatOne, type Repair } from '../../../server/booths/assignment/repair.ts';
import { standingOf, worthOf, type Standing } from '../../../server/booths/assignment/standing.ts';
import { aBooth, anEmployerAt, everyRule, randomProblem } from './random-problem.ts';

function moved(numbers: Numbers, standing: Standing, { moves }: Repair): Standing {
  const boothOf = standing.boothOf.slice();
  for (const { employer, from, to } of moves) {
    expect(boothOf[employer]).toBe(from);
    boothOf[employer] = to;
  }
  const placed = [...boothOf].filter((booth) => booth !== -1);
  expect(new Set(placed).size).toBe(placed.length);
  return standingOf(numbers, boothOf);
}

describe('the smallest change', () => {
  const power = { kind: 'power', hard: true, weight: 1 } as const;
  const powered = { sockets: 1 };

  it('seats somebody in a free booth, or moves one, and says when neither helps', () => {
    const booths = [aBooth('A1', powered), aBooth('A2', { front: 6 }), aBooth('A3')];
    const size = { kind: 'size', hard: true, weight: 1 } as const;
    const all = (late: object): AssignmentProblem => ({
      rules: [power, size],
      booths,
      employers: [anEmployerAt('Ann'), anEmployerAt('Ben'), anEmployerAt('Late', late)],
    });
    const seat = (late: object, boothOf: number[]) => {
      const numbers = numbersOf(all(late));
      return seatOne(numbers, standingOf(numbers, boothOf), 2)?.moves ?? null;
    };
    expect(seat({}, [0, 1, -1])).toEqual([{ employer: 2, from: -1, to: 2 }]);
    expect(seat(powered, [0, 1, -1])).toEqual([
      { employer: 2, from: -1, to: 0 },
      { employer: 0, from: 0, to: 2 },
    ]);
    expect(seat({ ...powered, front: 6 }, [0, 1, -1])).toBeNull();
  });

  it('moves two others where one is not enough, and never three', () => {
    const tier = (count: number) =>
      Array.from({ length: count }, (_, at) => aBooth(`A${at + 1}`, { sockets: count - at }));
    // Each fits its own booth and the next; only the last is free.
    const chain = (count: number) => {
      const employers = Array.from({ length: count }, (_, at) =>
        anEmployerAt(`${at}`, { sockets: count - at - 1 }),
      );
      const late = anEmployerAt('Late', { sockets: count + 1 });
      const booths = tier(count + 1);
      const numbers = numbersOf({ rules: [power], booths, employers: [...employers, late] });
      const standing = standingOf(numbers, [...employers.keys(), -1]);
      // Nobody goes farther than one booth.
      employers.forEach((_, one) => {
        for (const booth of booths.keys())
          numbers.allowed[one * booths.length + booth] = Number(booth === one || booth === one + 1);
      });
      return seatOne(numbers, standing, count)?.moves.map(({ to }) => to) ?? null;
    };
    expect(chain(2)).toEqual([0, 1, 2]);
    expect(chain(3)).toBeNull();
  });

  it('fills an anchor with whoever leaves no other anchor empty', () => {
    const booths = [aBooth('A1', { anchor: true }), aBooth('A2', { anchor: true }), aBooth('A3')];
    const employers = [
      anEmployerAt('Gone', { pinnedTo: 'none' }),
      anEmployerAt('Ann'),
      anEmployerAt('Ben'),
    ];
    const numbers = numbersOf({ rules: [power], booths, employers });
    expect(fillBooth(numbers, standingOf(numbers, [-1, 1, 2]), 0)?.moves).toEqual([
      { employer: 2, from: 2, to: 0 },
    ]);
    // Only Ann may stand at A1, so Ben takes her place.
    numbers.allowed[2 * 3] = 0;
    expect(fillBooth(numbers, standingOf(numbers, [-1, 1, 2]), 0)?.moves).toEqual([
      { employer: 1, from: 1, to: 0 },
      { employer: 2, from: 2, to: 1 },
    ]);
  });

  it('breaks no hard rule and costs what it says, in 200 random halls', () => {
    let [seats, fills] = [0, 0];
    for (let seed = 1; seed <= 200; seed++) {
      const problem = randomProblem(seed, 10, 12, everyRule(['power', 'access', 'apart']));
      const found = planBooths(problem, { seed, aim: 'best-total' }).next().value!;
      const { numbers, standing, worth } = found;
      const without = standing.boothOf.slice();
      const one = seed % 10;
      if (without[one] === -1) continue;
      const gap = without[one]!;
      without[one] = -1;
      const left = standingOf(numbers, without);
      const before = worthOf(numbers, left);
      const seated = seatOne(numbers, left, one);
      // Its own booth is free, so it can always come back without anybody moving.
      const after = worthOf(numbers, moved(numbers, left, seated!));
      expect(seated!.moves).toHaveLength(1);
      expect([after.broken, after.left]).toEqual([0, worth.left]);
      expect(after.cost - before.cost).toBeCloseTo(seated!.rise);
      seats += 1;
      const filled = fillBooth(numbers, left, gap);
      if (!filled) continue;
      const full = worthOf(numbers, moved(numbers, left, filled));
      expect(full.broken).toBe(0);
      expect(full.cost - before.cost).toBeCloseTo(filled.rise);
      fills += 1;
    }
    expect(seats).toBeGreaterThan(100);
    expect(fills).toBeGreaterThan(100);
  });
});
