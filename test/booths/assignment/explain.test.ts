import { explain } from '../../../server/booths/assignment/explain.ts';
import { numbersOf } from '../../../server/booths/assignment/numbers.ts';
import type { AssignmentProblem } from '../../../server/booths/assignment/problem.ts';
import { standingOf } from '../../../server/booths/assignment/standing.ts';
import { aBooth, anEmployerAt } from './random-problem.ts';

describe('why somebody stands where it stands', () => {
  const problem: AssignmentProblem = {
    rules: [
      { kind: 'wishes', hard: false, weight: 5 },
      { kind: 'power', hard: true, weight: 1 },
      { kind: 'apart', hard: true, weight: 1 },
    ],
    booths: [
      aBooth('A1', { sockets: 1 }),
      aBooth('A2', { x: 3 }),
      aBooth('A3', { x: 6, sockets: 1 }),
      aBooth('B9', { y: 30, sockets: 1 }),
    ],
    employers: [
      anEmployerAt('Ann', { wishes: ['A2', 'Z9', 'A1', 'B9'], sockets: 1 }),
      anEmployerAt('Ben', { wishes: ['A1'] }),
      anEmployerAt('Cy', { wishes: ['A2', 'A3'], apartFrom: ['employer-Ben'] }),
      anEmployerAt('Dee', { pinnedTo: 'booth-A2', wishes: ['A1'] }),
    ],
  };
  const numbers = numbersOf(problem);
  const standing = standingOf(numbers, [3, 0, 2, 1]);

  it('is said with each wish that failed, the rule or the employer in the way, and the next best', () => {
    expect(explain(numbers, standing, 0)).toEqual({
      why: ['It got wish 4 of 4 (B9).', 'Against it count 3.3 points.'],
      points: 3.3,
      missed: [
        'Wish 1 (A2): A2 has too few sockets.',
        'Wish 2 (Z9): there is no such booth.',
        'Wish 3 (A1): A1 went to Ben; if the two changed places, the whole plan would be 4.3 points worse.',
      ],
      nextBest: 'Next best: A1, changing places with Ben, 4.3 points worse.',
    });
  });

  it('is plain where nothing counts against it, and for a pin', () => {
    expect(explain(numbers, standing, 1)).toMatchObject({
      why: ['It got wish 1 of 1 (A1).', 'No rule counts against it.'],
      points: 0,
      missed: [],
    });
    expect(explain(numbers, standing, 3)).toEqual({
      why: ['Pinned here by the organizer.', 'Its wish is not met.', 'Against it count 5 points.'],
      points: 5,
      missed: ['Wish 1 (A1): the pin decides.'],
      nextBest: '',
    });
  });

  it('is said of somebody who has no booth', () => {
    const { why, missed } = explain(numbers, standingOf(numbers, [-1, 0, 2, 1]), 0);
    expect(why[0]).toBe('None of its 4 wishes is met.');
    expect(missed.at(-1)).toBe(
      'Wish 4 (B9): B9 is free, but with it there the whole plan would be 3.3 points worse.',
    );
  });

  it('names whoever must not stand beside', () => {
    const beside = { ...problem, employers: problem.employers.slice(1, 3) };
    const alone = numbersOf(beside);
    expect(explain(alone, standingOf(alone, [0, 2]), 1).missed).toEqual([
      'Wish 1 (A2): at A2 somebody would stand beside whom they must not, or find no booth.',
    ]);
  });
});
